import type pg from 'pg';
import type { LineRow } from '../line/line-row.ts';

/** Whose conversation it is, for news about a line. */
export async function visitorOfLine(
  db: pg.PoolClient,
  { tenant, conversation }: Pick<LineRow, 'tenant' | 'conversation'>,
): Promise<{ tenant: string; id: string; visitor: string } | undefined> {
  const { rows } = await db.query<{ tenant: string; id: string; visitor: string }>(
    'select tenant, id, visitor from conversation where tenant = $1 and id = $2',
    [tenant, conversation],
  );
  return rows[0];
}
