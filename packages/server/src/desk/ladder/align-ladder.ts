import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import { type Standing, settingsOf } from '../conversation/state/standing.ts';
import { type LadderRow, readLadder, settleSteps } from './ladder-row.ts';
import { ladderTimes } from './ladder-times.ts';
import type { Way } from './read-way.ts';

/**
 * Open steps as hours and ladder want them by now: they move, come and go; what is done stays done.
 * For a conversation that waits, locked. Answers with the steps, and whether step 0 moved.
 */
export async function alignLadder(
  { db, now }: DeskTx,
  standing: Standing,
  { settings }: Way,
): Promise<{ rows: LadderRow[]; opensElsewhen: boolean }> {
  const { tenant, id, escalation } = standing;
  const since = standing.escalated_at ?? now;
  const times = ladderTimes(
    { steps: settings.ladder, hours: settingsOf(standing).hours, since },
    now,
  );
  const before = await readLadder(db, standing);
  const last = Math.max(-1, ...before.filter(isSettled).map(({ step }) => step));
  const known = new Map(before.map((row) => [row.step, row]));
  const open = times.flatMap((due_at, step) =>
    step > last || known.get(step)?.state === 'waiting' ? [{ step, due_at }] : [],
  );
  const moved = open.filter(({ step, due_at }) => {
    const row = known.get(step);
    return row === undefined || row.due_at?.getTime() !== due_at?.getTime();
  });
  if (moved.length > 0)
    await db.query(
      `insert into ladder_step (tenant, conversation, escalation, step, due_at)
       select $1, $2, $3, s.step, s.due_at
       from unnest($4::int[], $5::timestamptz[]) as s (step, due_at)
       on conflict (tenant, escalation, step) do update set due_at = excluded.due_at
       where ladder_step.state = 'waiting'`,
      [tenant, id, escalation, moved.map(({ step }) => step), moved.map(({ due_at }) => due_at)],
    );
  const gone = before.filter(({ step, state }) => state === 'waiting' && step >= times.length);
  await settleSteps(
    db,
    standing,
    gone.map(({ step }) => step),
    { state: 'skipped', note: 'The ladder has no such step any more.', at: now },
  );
  const zero = known.get(0);
  return {
    rows: open.map((row) => ({ ...row, state: 'waiting' })),
    opensElsewhen: zero?.state === 'waiting' && moved.some(({ step }) => step === 0),
  };
}

function isSettled({ state }: LadderRow): boolean {
  return state !== 'waiting';
}
