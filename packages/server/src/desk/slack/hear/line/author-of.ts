import type pg from 'pg';
import type { Operator } from '../../../conversation/desk-actor.ts';
import type { LineRow } from './line-row.ts';

/**
 * Who typed a line, for what concerns their own words alone: a note of theirs, taking them back.
 * Undefined: nobody here, or their account is gone. Whether they may still answer isn't asked.
 */
export async function authorOf(
  db: pg.Pool | pg.PoolClient,
  { tenant, person }: Pick<LineRow, 'tenant' | 'person'>,
): Promise<Operator | undefined> {
  if (person === null) return undefined;
  const { rows } = await db.query<{ name: string; email: string }>(
    'select name, email from person where id = $1',
    [person],
  );
  const [row] = rows;
  return (
    row && {
      kind: 'operator',
      ...{ tenant, person, name: row.name },
      isAdmin: false,
      via: 'slack',
      actor: `user:${row.email}`,
    }
  );
}
