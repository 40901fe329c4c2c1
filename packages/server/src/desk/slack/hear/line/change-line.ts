import type pg from 'pg';
import type { LineFate, LineRow } from './line-row.ts';

export type LineChange = Partial<
  Pick<
    LineRow,
    | 'fate'
    | 'reason'
    | 'choices'
    | 'held_until'
    | 'accepted'
    | 'choice'
    | 'send_at'
    | 'body'
    | 'edited_ts'
    | 'event_ts'
    | 'message'
    | 'files'
    | 'receipt'
  >
>;

/**
 * The one conditional update of a line; undefined: it isn't in one of these fates any more, and
 * nothing changed. A receipt that changes is shown by the outbox. `isOpen`: and what was typed is
 * still to be settled.
 */
export async function changeLine(
  db: pg.Pool | pg.PoolClient,
  { tenant, id }: Pick<LineRow, 'tenant' | 'id'>,
  from: readonly LineFate[],
  change: LineChange,
  { isOpen = false }: { isOpen?: boolean } = {},
): Promise<LineRow | undefined> {
  // names of our own, by the type
  const names = Object.keys(change) as (keyof LineChange)[];
  const set = names.map((name, index) => `${name} = $${index + 4}`);
  if ('receipt' in change) set.push('receipt_at = now()');
  const { rows } = await db.query<LineRow>(
    `with changed as (
       update slack_line set ${set.join(', ')}
       where tenant = $1 and id = $2 and fate = any($3)
         ${isOpen ? 'and body is not null' : ''} returning *)
     select changed.*, pg_notify('belay_slack', installation::text) as told from changed`,
    [tenant, id, from, ...names.map((name) => asSql(name, change[name]))],
  );
  return rows[0];
}

function asSql(name: keyof LineChange, value: unknown): unknown {
  return name === 'files' ? JSON.stringify(value) : value;
}
