import type { LadderStepView } from '@belay/contract/desk/slack-conversation';
import type { Tone } from '../../ui/state-badge.tsx';
import { timeWords } from '../../ui/time-words.ts';

const looks: Record<LadderStepView['state'], { tone: Tone; word: string }> = {
  waiting: { tone: 'busy', word: 'Next' },
  done: { tone: 'ok', word: 'Done' },
  skipped: { tone: 'idle', word: 'Skipped' },
  stopped: { tone: 'paused', word: 'Stopped' },
};

export const ladderLook = (state: LadderStepView['state']) => looks[state];

/** What a step does, or did: what came of it says that better than its kind. Pure. */
export function stepWords({
  state,
  note,
  ...step
}: Pick<LadderStepView, 'do' | 'state' | 'note'>): string {
  if (state === 'done' && note) return note.replace(/\.$/, '');
  switch (step.do) {
    case 'card':
      return 'The card';
    case 'remind':
      return 'A reminder in the thread';
    case 'mention':
      return 'A group is called';
    case 'channel':
      return 'Another channel is told';
    case 'mail':
      return 'The team gets e-mail';
    case null:
      return 'A step that the settings no longer have';
  }
}

/** When it ran or is due. Pure. */
export function stepTime(
  { state, due_at, done_at }: Pick<LadderStepView, 'state' | 'due_at' | 'done_at'>,
  now: number,
): string {
  if (done_at !== null) return timeWords(Date.parse(done_at), now);
  if (state !== 'waiting') return '';
  if (due_at === null) return 'when people are back';
  const minutes = Math.ceil((Date.parse(due_at) - now) / 60_000);
  if (minutes <= 0) return 'now';
  return minutes < 120 ? `in ${minutes} min` : `in ${Math.round(minutes / 60)} h`;
}
