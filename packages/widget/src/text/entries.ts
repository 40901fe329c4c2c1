import type { WidgetMessage } from '@belay/contract/desk/widget';
import type { ChatState, Draft } from '../client/chat-state.ts';
import type { OutMessage } from '../client/outbox.ts';

/** One row of the transcript. `key` stays while a row turns from sent to stored, or draft to answer. */
export type Entry =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: WidgetMessage; fate: 'sent' | 'seen' | null }
  | { kind: 'out'; key: string; message: OutMessage }
  | { kind: 'draft'; key: string; draft: Draft };

/** What the transcript shows of the current conversation, in order. */
export function entriesOf(
  { current, talk, out }: Pick<ChatState, 'current' | 'talk' | 'out'>,
  now: number,
): Entry[] {
  const entries: Entry[] = [];
  const today = new Date(now).toDateString();
  const messages = talk.threads[current]?.messages ?? [];
  const seen = talk.conversations[current]?.seen_by_operator ?? 0;
  const lastOwn = messages.findLast(({ author }) => author.kind === 'visitor')?.seq;
  const stored = new Set<string>();
  const answered = new Set<number>();
  let day = '';
  for (const message of messages) {
    const { seq, client_id, created_at, turn, author, kind } = message;
    const own = new Date(created_at).toDateString();
    // of a conversation that began today nobody needs to be told so
    if (own !== day && (day !== '' || own !== today))
      entries.push({ kind: 'day', key: `d${own}`, at: created_at });
    day = own;
    if (client_id) stored.add(client_id);
    // the first answer of a turn takes its draft's row
    const isAnswer = author.kind === 'agent' && kind === 'text' && !answered.has(turn);
    if (isAnswer) answered.add(turn);
    entries.push({
      kind: 'message',
      key: isAnswer ? `t${turn}` : (client_id ?? message.id),
      message,
      fate: seq !== lastOwn ? null : seen >= seq ? 'seen' : 'sent',
    });
  }
  const draft = talk.drafts[current];
  if (draft && !answered.has(draft.turn))
    entries.push({ kind: 'draft', key: `t${draft.turn}`, draft });
  for (const message of out)
    if (
      message.conversation === current &&
      !stored.has(message.client_id) &&
      (message.text || message.files.length)
    )
      entries.push({ kind: 'out', key: message.client_id, message });
  return entries;
}

/** After this an answer is given up on the server, ms. */
const answerMs = 100_000;

/** The assistant is asked, and says nothing yet. A form that was sent asks nothing: a line follows it. */
export function isThinking(
  { current, talk, agent }: Pick<ChatState, 'current' | 'talk' | 'agent'>,
  now: number,
): boolean {
  const conversation = talk.conversations[current];
  if (conversation?.state !== 'agent' || !agent?.serves || talk.drafts[current]) return false;
  const last = talk.threads[current]?.messages.at(-1);
  if (last?.author.kind !== 'visitor' || last.deleted_at !== null) return false;
  return now - Date.parse(last.created_at) < answerMs;
}
