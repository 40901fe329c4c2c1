import { randomUUID } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import type { CreatedInvitation, inviteBody } from '@belay/contract/people';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId } from '../../memory/ids.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Caller } from '../authorize.ts';
import { linkTokenHash, newLinkToken } from '../links/link-token.ts';
import { lockMembers } from '../members/lock-members.ts';
import { refuseExcess } from '../members/refuse-excess.ts';
import { needPerson } from '../people/need-person.ts';
import { withChanges } from '../people/reach.ts';
import { listInvitations } from './list-invitations.ts';

const livesDays = 7;

/**
 * Invites an e-mail; the link is in this answer and nowhere else. A second invitation of the same
 * e-mail replaces the first.
 */
export async function invite(
  ctx: Context,
  caller: Caller,
  body: z.output<typeof inviteBody>,
): Promise<CreatedInvitation> {
  const token = newLinkToken();
  const id = randomUUID();
  const { tenant } = caller;
  await inTransaction(ctx.pool, async (client) => {
    const locked = await lockMembers(client, caller, 'members.manage');
    const none = { role: body.role, scopes: null, allPrivate: false, privateChannels: [] };
    const reach = withChanges(none, body);
    refuseExcess(reach, locked);
    const { rowCount } = await client.query(
      `select from member m join person p on p.id = m.person where m.tenant = $1 and p.email = $2`,
      [tenant, body.email],
    );
    if (rowCount !== 0)
      throw new BelayError(
        'CONFLICT',
        `${body.email} is a member already. Change the role instead.`,
      );
    await client.query(
      'delete from invitation where tenant = $1 and email = $2 and accepted_at is null',
      [tenant, body.email],
    );
    await client.query(
      `insert into invitation (tenant, id, email, role, scopes, all_private, private_channels,
                               token_hash, invited_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(days => $10))`,
      [
        tenant,
        id,
        body.email,
        reach.role,
        reach.scopes,
        reach.allPrivate,
        reach.privateChannels,
        linkTokenHash(token),
        needPerson(caller),
        livesDays,
      ],
    );
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: 'invitations.create',
      capability: 'members.manage',
      details: { invitation_id: publicId('inv', id), email: body.email, ...reach },
    });
  });
  const [view] = await listInvitations(ctx.pool, tenant, id);
  // withdrawn within this millisecond by somebody else: the link is as dead as it would be anyway
  if (!view) throw new BelayError('CONFLICT', 'The invitation was replaced at the same time.');
  return { ...view, link: `${ctx.config.publicUrl}/app/invitation#token=${token}` };
}
