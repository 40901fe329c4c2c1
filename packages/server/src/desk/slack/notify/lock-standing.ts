import type pg from 'pg';
import { readStandings, type Standing } from '../../conversation/state/standing.ts';

/** A conversation as it stands, locked: its cards change under that alone. Undefined: it is gone. */
export async function lockStandingIn(
  db: pg.PoolClient,
  tenant: string,
  conversation: string,
): Promise<Standing | undefined> {
  await db.query({
    name: 'desk-lock',
    text: 'select from conversation where tenant = $1 and id = $2 for no key update',
    values: [tenant, conversation],
  });
  const [standing] = await readStandings(db, tenant, [conversation]);
  return standing;
}
