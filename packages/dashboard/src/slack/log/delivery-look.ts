import type { SlackDelivery } from '@belay/contract/desk/slack-delivery';
import type { Tone } from '../../ui/state-badge.tsx';

/** How a message stands, in a word or two. */
export function deliveryLook({ state, attempts }: Pick<SlackDelivery, 'state' | 'attempts'>): {
  tone: Tone;
  word: string;
} {
  const tries = attempts > 1 ? `, attempt ${attempts}` : '';
  switch (state) {
    case 'posted':
      return { tone: 'ok', word: 'Posted' };
    case 'waiting':
      return attempts === 0
        ? { tone: 'busy', word: 'Waits for its turn' }
        : { tone: 'warn', word: `Tried ${attempts === 1 ? 'once' : `${attempts} times`}` };
    case 'sending':
      return { tone: 'busy', word: `On its way${tries}` };
    case 'parked':
      return { tone: 'bad', word: 'Parked' };
    case 'dropped':
      return { tone: 'paused', word: 'Not sent' };
  }
}

export const deliveryStateWords = {
  waiting: 'Under way',
  posted: 'Posted',
  parked: 'Parked',
  dropped: 'Not sent',
} as const;

export const deliveryKindWords: Record<SlackDelivery['kind'], string> = {
  card: 'Card',
  event: 'Event in the thread',
  history: 'History',
  line: 'Line in the thread',
  reminder: 'Reminder',
  test: 'Test',
  digest: 'Digest',
  summary: 'Summary',
  assigned: 'Assigned',
};
