import type { AgentSlackView } from '@belay/contract/desk/slack';
import { formatCount } from '../../ui/format-number.ts';

export interface SlackHomeTrouble {
  tone: 'bad' | 'warn';
  word: string;
  sentence: string;
}

/** What the first page says of an agent's Slack; undefined: nothing that anybody has to mend. Pure. */
export function homeTrouble({
  state,
  sentence,
  problems,
  parked,
}: Pick<AgentSlackView, 'state' | 'sentence' | 'problems' | 'parked'>):
  | SlackHomeTrouble
  | undefined {
  // what somebody switched off or never chose is no fault
  if (state === 'not_connected' || state === 'disconnected') return undefined;
  if (state === 'broken') {
    const remedy = problems.find(({ what }) => what === sentence)?.remedy;
    return { tone: 'bad', word: 'Slack', sentence: remedy ? `${sentence} ${remedy}` : sentence };
  }
  if (parked === 0) return undefined;
  const waits = parked === 1 ? 'waits' : 'wait';
  return {
    ...{ tone: 'warn', word: 'Slack' },
    sentence: `${formatCount(parked, 'message')} could not be sent and ${waits} for somebody.`,
  };
}
