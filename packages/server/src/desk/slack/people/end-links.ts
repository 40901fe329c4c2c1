import type pg from 'pg';
import { lockLinks, setLink } from './set-link.ts';

/**
 * Who leaves the organisation is nobody in its workspaces any more, and their face is gone; in the
 * transaction that takes their membership.
 */
export async function endLinks(
  db: pg.PoolClient,
  { tenant, person, actor, at }: { tenant: string; person: string; actor: string; at: Date },
): Promise<void> {
  const { rows } = await db.query<{ installation: string; user_id: string }>(
    `select installation, user_id from slack_person where tenant = $1 and person = $2
     order by installation, user_id`,
    [tenant, person],
  );
  for (const { installation, user_id: userId } of rows) {
    const place = { tenant, installation };
    await lockLinks(db, place);
    await setLink(db, place, { userId, before: person, person: null, how: null, actor, at });
  }
  await db.query('delete from away where tenant = $1 and person = $2', [tenant, person]);
}
