import type { PollPlan } from './poll-plan.ts';

/** The polls of a plan one after the other, without end: `atMs` counts from its beginning. */
export function* pollTurns({
  turnMs,
  channels,
}: PollPlan): Generator<{ id: string; atMs: number }, void> {
  if (channels.length === 0) return;
  const turns = (ms: number) => Math.round(ms / turnMs);
  const byPeriod = new Map<number, Map<number, string>>();
  for (const { id, firstMs, everyMs } of channels) {
    const period = turns(everyMs);
    const known = byPeriod.get(period) ?? new Map<number, string>();
    byPeriod.set(period, known.set(turns(firstMs), id));
  }
  for (let turn = 0; ; turn += 1)
    for (const [period, ids] of byPeriod) {
      const id = ids.get(turn % period);
      if (id !== undefined) yield { id, atMs: turn * turnMs };
    }
}
