import type pg from 'pg';
import type { ConversationRow } from '../conversation/state/conversation-row.ts';

export type StepState = 'waiting' | 'done' | 'skipped' | 'stopped';

export interface LadderRow {
  step: number;
  due_at: Date | null;
  state: StepState;
}

/** The steps of the escalation that stands, in order; its conversation is locked. */
export async function readLadder(
  db: pg.PoolClient,
  { tenant, escalation }: Pick<ConversationRow, 'tenant' | 'escalation'>,
): Promise<LadderRow[]> {
  const { rows } = await db.query<LadderRow>(
    `select step, due_at, state from ladder_step
     where tenant = $1 and escalation = $2 order by step`,
    [tenant, escalation],
  );
  return rows;
}

/** Settles steps that wait; `note` is for people. */
export async function settleSteps(
  db: pg.PoolClient,
  { tenant, escalation }: Pick<ConversationRow, 'tenant' | 'escalation'>,
  steps: readonly number[],
  { state, note, at }: { state: StepState; note: string; at: Date },
): Promise<void> {
  if (steps.length === 0) return;
  await db.query(
    `update ladder_step set state = $4, note = $5, done_at = $6
     where tenant = $1 and escalation = $2 and step = any($3::int[]) and state = 'waiting'`,
    [tenant, escalation, steps, state, note, at],
  );
}
