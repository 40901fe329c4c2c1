import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidOf } from '../../memory/ids.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Caller } from '../authorize.ts';
import { lockMembers } from '../members/lock-members.ts';

/** Its link no longer works. Throws 404 for one that is not open. */
export async function withdrawInvitation(
  ctx: Context,
  caller: Caller,
  publicInvitation: string,
): Promise<void> {
  const { tenant } = caller;
  await inTransaction(ctx.pool, async (client) => {
    await lockMembers(client, caller, 'members.manage');
    const { rows } = await client.query<{ email: string }>(
      `delete from invitation where tenant = $1 and id = $2 and accepted_at is null returning email`,
      [tenant, uuidOf('inv', publicInvitation) ?? null],
    );
    if (!rows[0]) throw new BelayError('NOT_FOUND', 'There is no such open invitation.');
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: 'invitations.withdraw',
      capability: 'members.manage',
      details: { invitation_id: publicInvitation, email: rows[0].email },
    });
  });
}
