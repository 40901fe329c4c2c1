import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import { mayServe, type Standing, settingsOf } from '../conversation/state/standing.ts';
import { hoursState } from '../hours/hours-state.ts';
import type { StepState } from './ladder-row.ts';
import { ladderTimes } from './ladder-times.ts';
import { mailAtOnce } from './mail-ladder.ts';
import { readWay, type Way } from './read-way.ts';

/**
 * In the transaction that makes a conversation wait (NTF-6). `again`: it waits under a new
 * escalation, which was told before: the first reminder comes next.
 */
export async function beginLadder(
  tx: DeskTx,
  standing: Standing,
  how: 'escalated' | 'again' = 'escalated',
): Promise<void> {
  const { ctx, db, now } = tx;
  // whom nobody wants to hear from rings nobody
  if (standing.is_test || standing.visitor_blocked) return;
  // who waits because somebody left is waited for also while the agent is paused
  if (how === 'escalated' && !mayServe(standing)) return;
  const way = await readWay(ctx, db, standing);
  if (!way) return;
  const { hours } = settingsOf(standing);
  const since = standing.escalated_at ?? now;
  const [opening, ...later] = ladderTimes({ steps: way.settings.ladder, hours, since }, now);
  const first = firstStep(how, way, {
    opening: opening ?? null,
    isOpen: hoursState(hours, now).open,
  });
  if (how === 'escalated' && way.installation === null) await mailAtOnce(tx, standing, way);
  await db.query(
    `insert into ladder_step (tenant, conversation, escalation, step, due_at, state, note, done_at)
     select $1, $2, $3, s.step, s.due_at,
       case when s.step = 0 then $6 else 'waiting' end, case when s.step = 0 then $7::text end,
       case when s.step = 0 and $6 <> 'waiting' then $8::timestamptz end
     from unnest($4::int[], $5::timestamptz[]) as s (step, due_at)`,
    [
      ...[standing.tenant, standing.id, standing.escalation],
      [0, ...later.map((_, index) => index + 1)],
      [first.due, ...later],
      ...[first.state, first.note, now],
    ],
  );
}

/** The card is step 0: it comes at once, and rings when people are there. */
function firstStep(
  how: 'escalated' | 'again',
  { installation }: Way,
  { opening, isOpen }: { opening: Date | null; isOpen: boolean },
): { due: Date | null; state: StepState; note: string | null } {
  if (how === 'again') return { due: null, state: 'skipped', note: 'It was told before.' };
  if (installation === null)
    return { due: null, state: 'skipped', note: 'Slack is not connected.' };
  if (isOpen) return { due: opening, state: 'done', note: 'The card.' };
  return { due: opening, state: 'waiting', note: null };
}
