import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../../auth/authorize.ts';
import { covers } from '../../../auth/capabilities.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { uuidOf } from '../../../memory/ids.ts';
import { lockLinks, setLink } from './set-link.ts';

/**
 * A Slack account is nobody here any more, and not again by its e-mail: one's own, or anybody's for
 * who manages the desk. Throws NOT_FOUND; one that is nobody already stays so.
 */
export function unlink(
  ctx: Context,
  caller: Caller,
  { installationId, userId }: { installationId: string; userId: string },
): Promise<void> {
  const { tenant } = caller;
  const installation = uuidOf('sin', installationId);
  return inTransaction(ctx.pool, async (db) => {
    if (installation === undefined) throw noSuchAccount();
    const place = { tenant, installation };
    await lockLinks(db, place);
    const { rows } = await db.query<{ person: string | null }>(
      `select person from slack_person
       where tenant = $1 and installation = $2 and user_id = $3 for update`,
      [tenant, installation, userId],
    );
    const [row] = rows;
    const isManager = caller.capabilities.some((granted) => covers(granted, 'desk.manage'));
    const isOwn = row?.person != null && row.person === caller.userId;
    if (!row || !(isManager || isOwn)) throw noSuchAccount();
    await db.query(
      `update slack_person set is_refused_by_person = true
       where tenant = $1 and installation = $2 and user_id = $3`,
      [tenant, installation, userId],
    );
    if (row.person === null) return;
    await setLink(db, place, {
      ...{ userId, before: row.person, person: null, how: null },
      ...{ actor: caller.actor, at: new Date(ctx.now()) },
    });
  });
}

function noSuchAccount(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such linked Slack account.');
}
