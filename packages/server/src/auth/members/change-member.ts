import type { patchMemberBody } from '@belay/contract/people';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { releaseAllOf } from '../../desk/conversation/verbs/release-all-of.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Caller } from '../authorize.ts';
import { isWithin, withChanges } from '../people/reach.ts';
import { roleCapabilities } from '../roles.ts';
import { endExcess } from './end-excess.ts';
import { keepAnOwner } from './keep-an-owner.ts';
import { lockMembers } from './lock-members.ts';
import { needMember } from './need-member.ts';
import { refuseAboveOwn, refuseExcess } from './refuse-excess.ts';

/**
 * Gives a member another role or other memory. Owners are changed by owners only, and one always
 * remains. What they made and could not make any more ends with it.
 */
export async function changeMember(
  ctx: Context,
  caller: Caller,
  person: string,
  body: z.output<typeof patchMemberBody>,
): Promise<void> {
  await inTransaction(ctx.pool, async (client) => {
    const locked = await lockMembers(client, caller, 'members.manage');
    const { tenant } = caller;
    const before = await needMember(client, tenant, person);
    refuseAboveOwn(before, locked.own);
    const after = withChanges(before, body);
    // to take away is always allowed; to give, only of what one has
    if (!isWithin(after, before, locked.rootScope)) refuseExcess(after, locked);
    if (before.role === 'owner' && after.role !== 'owner') await keepAnOwner(client, tenant);
    await client.query(
      `update member set role = $3, scopes = $4, all_private = $5, private_channels = $6
       where tenant = $1 and person = $2`,
      [tenant, person, after.role, after.scopes, after.allPrivate, after.privateChannels],
    );
    await endExcess(client, tenant, person, after, locked.rootScope);
    if (!roleCapabilities[after.role].includes('desk.operate'))
      await releaseAllOf(ctx, client, { tenant, person });
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: 'members.change',
      capability: 'members.manage',
      details: { user_id: person, before, after },
    });
  });
  ctx.desk.wake();
  await Promise.all([ctx.tokens.changed(), ctx.sessions.changed()]);
}
