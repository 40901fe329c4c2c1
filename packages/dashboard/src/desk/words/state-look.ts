import type { ConversationState, ConversationView } from '@belay/contract/desk/conversation';
import { AlarmClock, Archive, Bot, Hand, type LucideIcon, UserRound } from 'lucide-react';
import type { Tone } from '../../ui/state-badge.tsx';

interface Look {
  tone: Tone;
  word: string;
  icon: LucideIcon;
}

const looks: Record<ConversationState, Look> = {
  agent: { tone: 'idle', word: 'Assistant', icon: Bot },
  waiting: { tone: 'warn', word: 'Waiting', icon: Hand },
  human: { tone: 'ok', word: 'With a person', icon: UserRound },
  closed: { tone: 'paused', word: 'Closed', icon: Archive },
};

/** Icon, word and colour of who holds a conversation. */
export function stateLook({
  state,
  snooze_until,
}: Pick<ConversationView, 'state' | 'snooze_until'>): Look {
  if (snooze_until !== null) return { tone: 'paused', word: 'Snoozed', icon: AlarmClock };
  return looks[state];
}
