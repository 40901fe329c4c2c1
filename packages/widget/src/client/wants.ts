import type { HoursState } from '@belay/contract/desk/hours';
import type { ChatState } from './chat-state.ts';
import { isNew } from './outbox.ts';

/** Whether people answer at `now`, from what the server said of a moment before. */
export function isOpenAt(hours: HoursState, now: number): boolean {
  const change = hours.open ? hours.until : hours.opens_at;
  const isPast = change !== null && Date.parse(change) <= now;
  return hours.open !== isPast;
}

/**
 * Where the form belongs now: in place of the composer, as a card among the messages, or nowhere.
 * Out of hours means: a person is wanted and none is there. `unknown`: the page said that a form
 * comes first (`asksFirst`), and the agent isn't read yet; what is typed then would be lost.
 */
export function leadPlace(
  { agent, current, talk, lead }: Pick<ChatState, 'agent' | 'current' | 'talk' | 'lead'>,
  now: number,
  asksFirst = false,
): 'instead' | 'card' | 'unknown' | null {
  if (lead !== null) return null;
  if (!agent) return asksFirst && isNew(current) ? 'unknown' : null;
  const isWaiting = talk.conversations[current]?.state === 'waiting';
  switch (agent.lead_form.when) {
    case 'before_chat':
      return talk.conversations[current] === undefined ? 'instead' : null;
    case 'on_escalation':
      return isWaiting ? 'card' : null;
    case 'out_of_hours':
      return isWaiting && !isOpenAt(agent.hours, now) ? 'card' : null;
    case 'never':
      return null;
  }
}
