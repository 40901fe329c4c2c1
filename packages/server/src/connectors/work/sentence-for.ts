import type { WorkerStatus } from '../status/worker-status.ts';

/** A worker's state in one sentence. */
export function sentenceFor({ state, reason }: Pick<WorkerStatus, 'state' | 'reason'>): string {
  switch (state) {
    case 'backfilling':
      return 'Reading what was said before.';
    case 'live':
      return 'Events arrive as they are said.';
    case 'polling':
      return 'Slack is read every few seconds.';
    case 'held':
      return reason ?? 'Held for a moment: it goes on by itself, and nothing is lost.';
    case 'failed':
      return reason ?? 'It stopped and needs somebody: look at the failures.';
  }
}
