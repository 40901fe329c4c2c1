import type { ConversationState } from '@belay/contract/desk/conversation';

/** Where an event leads: a state, or `refused` with a sentence, or `lost`: it has no effect. */
export type Cell = ConversationState | 'new' | 'refused' | 'lost';

/**
 * DSK-8's table, every event of a conversation in every state. `human` is a colleague's (Ann's); the
 * rows that the owner acts in say so. What is illegal changes nothing at all.
 */
export const transitionTable = {
  'visitor message': { agent: 'agent', waiting: 'waiting', human: 'human', closed: 'agent' },
  'visitor message after 30 days': {
    agent: 'agent',
    waiting: 'waiting',
    human: 'human',
    closed: 'new',
  },
  'agent reply of this turn': { agent: 'agent', waiting: 'lost', human: 'lost', closed: 'lost' },
  'agent reply of an earlier turn': {
    agent: 'lost',
    waiting: 'lost',
    human: 'lost',
    closed: 'lost',
  },
  'agent reply while paused': { agent: 'lost', waiting: 'lost', human: 'lost', closed: 'lost' },
  'escalate by the visitor': {
    agent: 'waiting',
    waiting: 'waiting',
    human: 'human',
    closed: 'waiting',
  },
  'escalate by the agent': { agent: 'waiting', waiting: 'lost', human: 'lost', closed: 'lost' },
  'escalate by an earlier turn': { agent: 'lost', waiting: 'lost', human: 'lost', closed: 'lost' },
  'turn failed': { agent: 'waiting', waiting: 'lost', human: 'lost', closed: 'lost' },
  'take over': { agent: 'human', waiting: 'human', human: 'refused', closed: 'refused' },
  'take over one’s own': { agent: 'human', waiting: 'human', human: 'human', closed: 'refused' },
  'take over and send': { agent: 'human', waiting: 'human', human: 'refused', closed: 'refused' },
  reopen: { agent: 'human', waiting: 'human', human: 'refused', closed: 'human' },
  'send and leave': { agent: 'agent', waiting: 'agent', human: 'refused', closed: 'refused' },
  'send and leave by the owner': {
    agent: 'agent',
    waiting: 'agent',
    human: 'agent',
    closed: 'refused',
  },
  'assign by a colleague': {
    agent: 'refused',
    waiting: 'waiting',
    human: 'refused',
    closed: 'refused',
  },
  'assign by the owner': {
    agent: 'refused',
    waiting: 'waiting',
    human: 'human',
    closed: 'refused',
  },
  'assign by an admin': { agent: 'refused', waiting: 'waiting', human: 'human', closed: 'refused' },
  'steal at once': { agent: 'refused', waiting: 'refused', human: 'refused', closed: 'refused' },
  'steal after the warning': {
    agent: 'refused',
    waiting: 'refused',
    human: 'human',
    closed: 'refused',
  },
  'steal by an admin': { agent: 'refused', waiting: 'refused', human: 'human', closed: 'refused' },
  'steal with a stale claim': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'reply by a colleague': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'reply by the owner': { agent: 'refused', waiting: 'refused', human: 'human', closed: 'refused' },
  note: { agent: 'agent', waiting: 'waiting', human: 'human', closed: 'closed' },
  'hand back by a colleague': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'hand back by the owner': {
    agent: 'refused',
    waiting: 'refused',
    human: 'agent',
    closed: 'refused',
  },
  'hand back by an admin': {
    agent: 'refused',
    waiting: 'refused',
    human: 'agent',
    closed: 'refused',
  },
  'hand back with a stale claim': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'hand back to a paused agent': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'release by a colleague': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'release by the owner': {
    agent: 'refused',
    waiting: 'refused',
    human: 'waiting',
    closed: 'refused',
  },
  'release by an admin': {
    agent: 'refused',
    waiting: 'refused',
    human: 'waiting',
    closed: 'refused',
  },
  'quiet time over': { agent: 'agent', waiting: 'waiting', human: 'waiting', closed: 'closed' },
  'quiet time over while snoozed': {
    agent: 'agent',
    waiting: 'waiting',
    human: 'human',
    closed: 'closed',
  },
  'operator deactivated': {
    agent: 'agent',
    waiting: 'waiting',
    human: 'waiting',
    closed: 'closed',
  },
  'continue with the assistant': {
    agent: 'agent',
    waiting: 'agent',
    human: 'refused',
    closed: 'refused',
  },
  'continue with a stale escalation': {
    agent: 'agent',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'continue with a paused agent': {
    agent: 'agent',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'close by the visitor': { agent: 'closed', waiting: 'closed', human: 'closed', closed: 'closed' },
  'close by a colleague': {
    agent: 'closed',
    waiting: 'closed',
    human: 'refused',
    closed: 'closed',
  },
  'close by the owner': { agent: 'closed', waiting: 'closed', human: 'closed', closed: 'closed' },
  'close by an admin': { agent: 'closed', waiting: 'closed', human: 'closed', closed: 'closed' },
  'close with a stale epoch': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'closed',
  },
  'idle for a day': { agent: 'closed', waiting: 'waiting', human: 'human', closed: 'closed' },
  'idle for three days': { agent: 'closed', waiting: 'waiting', human: 'closed', closed: 'closed' },
  'snooze by the owner': {
    agent: 'refused',
    waiting: 'refused',
    human: 'human',
    closed: 'refused',
  },
  'snooze by a colleague': {
    agent: 'refused',
    waiting: 'refused',
    human: 'refused',
    closed: 'refused',
  },
  'wake by the owner': { agent: 'refused', waiting: 'refused', human: 'human', closed: 'refused' },
  'agent paused': { agent: 'agent', waiting: 'waiting', human: 'human', closed: 'closed' },
} satisfies Record<string, Record<ConversationState, Cell>>;

export type DeskEventName = keyof typeof transitionTable;
