import type { ConversationView } from '@belay/contract/desk/conversation';
import type { DeskEvent } from '@belay/contract/desk/stream';
import { excerpt } from '../words/excerpt.ts';
import { reasonWords } from '../words/reason-words.ts';
import { partnerName } from '../words/visitor-name.ts';

/** What a person should be told although they look elsewhere. */
export interface Call {
  /** the same call told twice is one */
  key: string;
  /** a later call of the same kind takes the place of the one on the screen */
  tag: string;
  conversation: string;
  title: string;
  body: string;
}

/** After a sleep the stream tells of hours at once: what is older is no news. ms. */
const freshMs = 120_000;

/**
 * Which of these events call this person: a conversation that begins to wait, and a visitor's words
 * in one that is theirs. `known` tells how a conversation stands. Pure.
 */
export function callsFor(
  events: readonly DeskEvent[],
  person: string,
  known: (id: string) => ConversationView | undefined,
  now: number,
): Call[] {
  const calls = new Map<string, Call>();
  for (const event of events) {
    const call = callOf(event, person, known, now);
    if (call) calls.set(call.key, call);
  }
  return [...calls.values()];
}

function callOf(
  event: DeskEvent,
  person: string,
  known: (id: string) => ConversationView | undefined,
  now: number,
): Call | undefined {
  if (event.kind === 'conversation') {
    const view = event.conversation;
    const { escalation } = view;
    if (view.state !== 'waiting' || !escalation || !isFresh(escalation.at, now)) return undefined;
    const reason = escalation.reasons.at(-1);
    const words = view.last_message ? excerpt(view.last_message) : '';
    return {
      key: escalation.id,
      tag: view.id,
      conversation: view.id,
      title: `${partnerName(view)} waits for a person`,
      body: words || (reason ? reasonWords(reason) : ''),
    };
  }
  if (event.kind !== 'message') return undefined;
  const { message } = event;
  const view = known(event.conversation_id);
  const mine = view?.state === 'human' && view.owner?.id === person;
  if (!view || !mine || message.author.kind !== 'visitor' || message.edited_at) return undefined;
  if (message.deleted_at || !isFresh(message.created_at, now)) return undefined;
  return {
    key: message.id,
    tag: view.id,
    conversation: view.id,
    title: partnerName(view),
    body: message.text.slice(0, 200) || 'A file',
  };
}

function isFresh(iso: string, now: number): boolean {
  return now - Date.parse(iso) < freshMs;
}
