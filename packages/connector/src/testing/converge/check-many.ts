import fc from 'fast-check';
import { arbitrarySchedule } from './arbitrary-schedule.ts';
import { type Played, play } from './play.ts';
import type { Schedule } from './schedule.ts';

export interface Many {
  /** the first `runs` schedules of this seed */
  seed: number;
  runs: number;
  /** one schedule of that seed, as a failure names it */
  path?: string;
  /** how often to try for a smaller schedule; default 400 */
  shrinks?: number;
  onPlayed?: (schedule: Schedule, played: Played) => void;
}

export interface Checked {
  seed: number;
  runs: number;
  /** runs of the engine, steps of its ports, and experiences stored, of all schedules */
  engineRuns: number;
  steps: number;
  stored: number;
  /** the smallest schedule found that does not converge, and how to play it again */
  failure?: { path: string; schedule: Schedule; complaints: string[] };
}

/** Plays many random schedules; the first that does not converge is made small. */
export async function checkMany({
  seed,
  runs,
  path,
  shrinks = 400,
  onPlayed,
}: Many): Promise<Checked> {
  const sum = { engineRuns: 0, steps: 0, stored: 0 };
  let left = shrinks;
  let hasFailed = false;
  const property = fc.asyncProperty(arbitrarySchedule, async (schedule) => {
    if (hasFailed && left-- <= 0) return;
    const played = await play(schedule);
    onPlayed?.(schedule, played);
    sum.engineRuns += played.runs;
    sum.steps += played.steps;
    sum.stored += played.stored;
    hasFailed ||= played.complaints.length > 0;
    if (played.complaints.length > 0) throw new Error(played.complaints.join('\n'));
  });
  const details = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(path === undefined ? {} : { path }),
  });
  const checked = { seed, runs: details.numRuns, ...sum };
  if (!details.failed || !details.counterexample) return checked;
  const [schedule] = details.counterexample;
  const { complaints } = await play(schedule);
  return { ...checked, failure: { path: details.counterexamplePath ?? '', schedule, complaints } };
}
