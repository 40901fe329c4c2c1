import type pg from 'pg';
import type { TurnRef } from '../../conversation/turn-ref.ts';
import type { HandOver } from '../answerer.ts';

/**
 * Counts the attempts at a turn: a process that died leaves its turn to the next one, whose drafts
 * stand above the earlier ones'. `handOver` is what an earlier attempt had decided.
 */
export async function beginAttempt(
  db: pg.Pool,
  ref: TurnRef,
): Promise<{ attempt: number; handOver: HandOver | null }> {
  const { rows } = await db.query<{ attempt: number; handOver: HandOver | null }>({
    name: 'begin-attempt',
    text: `insert into agent_turn as t (tenant, conversation, turn) values ($1, $2, $3)
           on conflict (tenant, conversation) do update
           set attempt = case when t.turn = excluded.turn then t.attempt + 1 else 1 end,
               hand_over = case when t.turn = excluded.turn then t.hand_over end,
               turn = excluded.turn
           returning attempt, hand_over as "handOver"`,
    values: [ref.tenant, ref.conversation, ref.turn],
  });
  return rows[0] ?? { attempt: 1, handOver: null };
}

/** Written before the answer is, so that a crash in between forgets nobody who was promised. */
export async function keepHandOver(db: pg.Pool, ref: TurnRef, handOver: HandOver): Promise<void> {
  await db.query({
    name: 'keep-hand-over',
    text: `update agent_turn set hand_over = $4 where tenant = $1 and conversation = $2 and turn = $3`,
    values: [ref.tenant, ref.conversation, ref.turn, JSON.stringify(handOver)],
  });
}
