import type { ConnectorView } from '@belay/contract/connector';

/** The state in one sentence that says what to do next, if anything. */
export function sentenceOf(
  { state }: Omit<ConnectorView, 'sentence'>,
  reason: string | undefined,
): string {
  switch (state) {
    case 'deleting':
      return 'It is being deleted.';
    case 'paused':
      return 'Paused: nothing is read. Events that arrive wait until it is resumed.';
    case 'waiting':
      return 'A worker will take it in a moment.';
    case 'failed':
      return reason ?? 'It stopped and needs somebody: look at the failures below.';
    case 'held':
      return reason ?? 'Held for a moment: it goes on by itself, and nothing is lost.';
    case 'backfilling':
      return 'Reading what was said before.';
    default:
      return 'Everything is read as it is said.';
  }
}
