import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { releaseAllOf } from '../../desk/conversation/verbs/release-all-of.ts';
import { endLinks } from '../../desk/slack/people/end-links.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Caller } from '../authorize.ts';
import { endExcess } from './end-excess.ts';
import { keepAnOwner } from './keep-an-owner.ts';
import { lockMembers } from './lock-members.ts';
import { needMember } from './need-member.ts';
import { refuseAboveOwn } from './refuse-excess.ts';

/**
 * Takes a person out of the organisation; anybody may take out themselves. Their sessions go on
 * elsewhere; what they hold here ends at once.
 */
export async function removeMember(ctx: Context, caller: Caller, person: string): Promise<void> {
  const isSelf = person === caller.userId;
  await inTransaction(ctx.pool, async (client) => {
    const { own, rootScope } = await lockMembers(
      client,
      caller,
      isSelf ? undefined : 'members.manage',
    );
    const { tenant } = caller;
    const member = await needMember(client, tenant, person);
    refuseAboveOwn(member, own);
    if (member.role === 'owner') await keepAnOwner(client, tenant);
    await client.query('delete from member where tenant = $1 and person = $2', [tenant, person]);
    await endExcess(client, tenant, person, undefined, rootScope);
    await releaseAllOf(ctx, client, { tenant, person });
    await endLinks(client, { tenant, person, actor: caller.actor, at: new Date(ctx.now()) });
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: isSelf ? 'members.leave' : 'members.remove',
      capability: 'members.manage',
      details: { user_id: person, role: member.role },
    });
  });
  ctx.desk.wake();
  await Promise.all([ctx.tokens.changed(), ctx.sessions.changed()]);
}
