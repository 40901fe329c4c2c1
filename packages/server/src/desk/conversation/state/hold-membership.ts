import { BelayError } from '@belay/contract/error';
import type { Role } from '@belay/contract/people';
import type pg from 'pg';
import { covers } from '../../../auth/capabilities.ts';
import { roleCapabilities } from '../../../auth/roles.ts';

/** First key of the advisory locks of who may own conversations. */
const membershipLock = 7_236_145;

/**
 * Nobody takes this person's role away until the transaction ends; whoever does waits, and then sees
 * what they own. An advisory lock, because it writes nothing: see `lockStanding`. Throws
 * POLICY_DENIED for those who may not operate the desk any more.
 */
export async function holdMembership(
  db: pg.PoolClient,
  { tenant, person }: { tenant: string; person: string },
): Promise<{ name: string }> {
  await db.query('select pg_advisory_xact_lock_shared($1, hashtext($2))', [
    membershipLock,
    `${tenant} ${person}`,
  ]);
  const { rows } = await db.query<{ role: Role; name: string }>(
    `select m.role, p.name from member m join person p on p.id = m.person
     where m.tenant = $1 and m.person = $2`,
    [tenant, person],
  );
  const [member] = rows;
  if (member && roleCapabilities[member.role].some((granted) => covers(granted, 'desk.operate')))
    return { name: member.name };
  throw new BelayError('POLICY_DENIED', 'This person may not answer visitors here.', {
    decided_by_tier: 'actor',
    reason: 'no member with desk.operate',
  });
}

/** Waits for all who hold the membership; nobody holds it anew until the transaction ends. */
export async function endMembership(
  db: pg.PoolClient,
  { tenant, person }: { tenant: string; person: string },
): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1, hashtext($2))', [
    membershipLock,
    `${tenant} ${person}`,
  ]);
}
