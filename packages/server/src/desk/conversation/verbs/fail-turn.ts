import type { DraftCancelled } from '@belay/contract/desk/stream';
import type { Context } from '../../../context.ts';
import { change } from '../state/change.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { lockStanding, mayServe, type Standing, settingsOf } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';
import type { TurnRef } from '../turn-ref.ts';
import { escalateIn } from './escalate.ts';

/** So many escalations of an agent by failures within a minute: from then on a person is offered. */
const storm = { failures: 5, withinMs: 60_000 };

/**
 * A turn that brought no answer: hands over to people, or, while many fail or a rule says after how
 * many, tells the visitor the truth and offers a person. `lost`: the turn was over before.
 */
export function failTurn(
  ctx: Context,
  ref: TurnRef,
  detail: string,
): Promise<'escalated' | 'counted' | 'lost'> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, ref.tenant, ref.conversation);
    const { state, turn, answered_turn: answered } = standing;
    if (state !== 'agent' || turn !== ref.turn || answered >= ref.turn) return 'lost';
    const rule = settingsOf(standing).rules.find(({ on }) => on === 'failures');
    const times = rule?.on === 'failures' ? rule.times : 1;
    const isEnough = standing.failure_streak + 1 >= times;
    if (isEnough && mayServe(standing) && !(await isStorm(tx, standing))) {
      const by = { kind: 'agent', tenant: ref.tenant, turn } as const;
      const escalated = await escalateIn(
        tx,
        standing,
        { by, reason: 'model_failed', detail },
        turn,
      );
      return escalated === 'lost' ? 'lost' : 'escalated';
    }
    return (await giveUpTurn(tx, standing, turn, 'failed')) ? 'counted' : 'lost';
  });
}

/** Ends a turn without an answer and says so, in a transaction that holds the lock. */
export async function giveUpTurn(
  tx: DeskTx,
  standing: Standing,
  turn: number,
  reason: Extract<DraftCancelled['reason'], 'failed' | 'paused'>,
): Promise<boolean> {
  const row = await change(
    tx.db,
    standing,
    `seq = seq + 1, answered_turn = $3, updated_at = $4,
     failure_streak = failure_streak + ($5 = 'failed')::int`,
    `state = 'agent' and turn = $3 and answered_turn < $3`,
    [turn, tx.now, reason],
  );
  if (!row) return false;
  const messages = await writeMessages(tx, row, [fixedLine('agent_unavailable')]);
  await tell(tx, row, { messages, cancelled: { turn, reason } });
  return true;
}

async function isStorm({ db, now }: DeskTx, { tenant, agent }: Standing): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from conversation
     where tenant = $1 and agent = $2 and state = 'waiting' and escalated_at > $3
       and escalation_reasons @> '[{"reason": "model_failed"}]' limit $4`,
    [tenant, agent, new Date(now.getTime() - storm.withinMs), storm.failures],
  );
  return rowCount === storm.failures;
}
