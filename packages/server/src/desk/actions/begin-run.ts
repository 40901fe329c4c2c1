import type pg from 'pg';
import type { TurnRef } from '../conversation/turn-ref.ts';
import { type ActionRow, actionColumns } from './action-row.ts';

/** A turn of which nobody may take over, pause or supersede before the row is there (DSK-5). */
const guarded = `
  from conversation c
  join agent g on g.tenant = c.tenant and g.id = c.agent and g.is_public and not g.is_paused
  join action a on a.tenant = c.tenant and a.agent = c.agent and a.is_enabled
  where c.tenant = $1 and c.id = $2 and c.state = 'agent' and c.turn = $3 and a.id = $4`;

/** The action that this turn may run, and in which language its visitor speaks. */
export async function runnableAction(
  pool: pg.Pool,
  { tenant, conversation, turn }: TurnRef,
  action: string,
): Promise<(ActionRow & { language: string | null }) | undefined> {
  const { rows } = await pool.query<ActionRow & { language: string | null }>(
    `select ${actionColumns}, c.language ${guarded}`,
    [tenant, conversation, turn, action],
  );
  return rows[0];
}

export interface NewRun {
  run: string;
  call: string;
  values: Record<string, string>;
  begunAt: Date;
  dueAt: Date;
}

/**
 * Writes the row before the request, in one statement with the guard; the conversation is locked,
 * so that a takeover comes before it or after it. False: the turn is over, or the call was made.
 */
export async function beginRun(
  pool: pg.Pool,
  { tenant, conversation, turn }: TurnRef,
  action: string,
  { run, call, values, begunAt, dueAt }: NewRun,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'begin-run',
    text: `insert into action_run (tenant, id, action, conversation, turn, call, parameters, begun_at, due_at)
       select c.tenant, $5, a.id, c.id, c.turn, $6, $7, $8, $9 ${guarded} for share of c
       on conflict (tenant, conversation, turn, call) do nothing`,
    values: [tenant, conversation, turn, action, run, call, JSON.stringify(values), begunAt, dueAt],
  });
  return rowCount === 1;
}
