import type { WidgetEvent } from '@belay/contract/desk/stream';
import type { WidgetConversation, WidgetMessage } from '@belay/contract/desk/widget';
import { expect, test } from 'vitest';
import { draftText } from '../text/draft-text.ts';
import { applyEvent, withTranscript } from './apply-event.ts';
import { emptyTalk, type Talk } from './chat-state.ts';

const at = (second: number) => new Date(1_760_000_000_000 + second * 1000).toISOString();
const conversation = (over: Partial<WidgetConversation> = {}): WidgetConversation => ({
  id: 'cnv_1',
  state: 'agent',
  epoch: 1,
  turn: 1,
  cycle: 1,
  owner: null,
  escalation: null,
  rating: null,
  ask_rating: false,
  seen_by_operator: 0,
  last_message: null,
  unread: 0,
  created_at: at(0),
  updated_at: at(0),
  ...over,
});
const message = (seq: number, over: Partial<WidgetMessage> = {}): WidgetMessage => ({
  id: `msg_${seq}`,
  seq,
  turn: 1,
  author: { kind: 'visitor', name: null, picture: null },
  kind: 'text',
  text: `text ${seq}`,
  line: null,
  citations: [],
  files: [],
  client_id: null,
  edited_at: null,
  deleted_at: null,
  created_at: at(seq),
  ...over,
});
const draft = (turn: number, n: number, text: string, attempt = 1): WidgetEvent => ({
  kind: 'draft',
  conversation_id: 'cnv_1',
  turn,
  attempt,
  n,
  text,
});
const cancelled = (turn: number, reason: 'taken_over' | 'retry' | 'done'): WidgetEvent => ({
  kind: 'draft_cancelled',
  conversation_id: 'cnv_1',
  turn,
  reason,
  name: null,
});
const said = (each: WidgetMessage): WidgetEvent => ({
  kind: 'message',
  conversation_id: 'cnv_1',
  message: each,
});
const after = (...events: WidgetEvent[]): Talk =>
  events.reduce((talk, event) => applyEvent(talk, event, 0), emptyTalk);
const shown = (talk: Talk) => (talk.drafts.cnv_1 ? draftText(talk.drafts.cnv_1) : null);
const texts = (talk: Talk) => talk.threads.cnv_1?.messages.map(({ text }) => text);

test('[DSK-2] a draft grows sentence by sentence, in order however they come; the answer takes its place', () => {
  const talk = after(draft(3, 1, 'Second.'), draft(3, 0, 'First.'));
  expect(shown(talk)).toBe('First. Second.');
  const answer = message(2, { turn: 3, author: { kind: 'agent', name: 'Robin', picture: null } });
  expect(shown(applyEvent(talk, cancelled(3, 'done'), 0))).toBe('First. Second.');
  expect(shown(applyEvent(talk, said(answer), 0))).toBeNull();
});

test('[TKO-3] what a takeover cancelled is never seen again, also if it comes late', () => {
  const talk = after(draft(3, 0, 'I think'), cancelled(3, 'taken_over'));
  expect(shown(talk)).toBeNull();
  for (const late of [draft(3, 1, 'late'), draft(3, 0, 'late', 9), draft(2, 0, 'older')])
    expect(shown(applyEvent(talk, late, 0))).toBeNull();
  expect(shown(applyEvent(talk, draft(4, 0, 'Back again.'), 0))).toBe('Back again.');
});

test('[DSK-3] another attempt at the same turn begins anew; the former one is not heard any more', () => {
  const talk = after(draft(3, 0, 'Old.'), cancelled(3, 'retry'), draft(3, 0, 'New.', 2));
  expect(shown(talk)).toBe('New.');
  expect(shown(applyEvent(talk, draft(3, 1, 'Old too.', 1), 0))).toBe('New.');
});

test('[DSK-4] a draft ends when the conversation is no longer the assistant’s, whatever else is heard', () => {
  const talk = after(draft(3, 0, 'I think'));
  const taken = conversation({ state: 'human', turn: 4, updated_at: at(9) });
  expect(shown(applyEvent(talk, { kind: 'conversation', conversation: taken }, 0))).toBeNull();
  const person = message(5, { author: { kind: 'operator', name: 'Ann', picture: null } });
  expect(shown(applyEvent(talk, said(person), 0))).toBeNull();
});

test('[TKO-4] told twice or out of order, each message is there once, in its place, in its newest version', () => {
  const edited = message(1, { text: 'edited', edited_at: at(50) });
  const talk = after(
    said(message(3)),
    said(edited),
    said(message(2)),
    said(message(1)),
    said(message(3)),
  );
  expect(texts(talk)).toEqual(['edited', 'text 2', 'text 3']);
  const gone = message(1, { text: '', edited_at: at(50), deleted_at: at(60) });
  expect(texts(applyEvent(applyEvent(talk, said(gone), 0), said(edited), 0))).toEqual([
    '',
    'text 2',
    'text 3',
  ]);
});

test('[DSK-2] a conversation that is told again from the past does not undo what is known', () => {
  const talk = after(
    { kind: 'conversation', conversation: conversation({ state: 'closed', updated_at: at(9) }) },
    { kind: 'conversation', conversation: conversation({ state: 'human', updated_at: at(5) }) },
  );
  expect(talk.conversations.cnv_1?.state).toBe('closed');
  const seen = { kind: 'seen', conversation_id: 'cnv_1', by: 'operator' } as const;
  const read = [4, 2].reduce((known, seq) => applyEvent(known, { ...seen, seq }, 0), talk);
  expect(read.conversations.cnv_1?.seen_by_operator).toBe(4);
  const late = conversation({ seen_by_operator: 1, updated_at: at(9) });
  const answered = applyEvent(read, { kind: 'conversation', conversation: late }, 0);
  expect(answered.conversations.cnv_1?.seen_by_operator).toBe(4);
});

test('[DSK-2] what is read anew takes the place of all but what came since; earlier pages join', () => {
  const page = (seqs: number[], has_earlier: boolean) => ({
    conversation: conversation(),
    messages: seqs.map((seq) => message(seq)),
    has_earlier,
  });
  const live = after(said(message(1)), said(message(9)));
  const read = withTranscript(live, page([6, 7, 8], true), true);
  expect(texts(read)).toEqual(['text 6', 'text 7', 'text 8', 'text 9']);
  const all = withTranscript(read, page([4, 5], false), false);
  expect(texts(all)).toEqual(['text 4', 'text 5', 'text 6', 'text 7', 'text 8', 'text 9']);
  expect(all.threads.cnv_1?.hasEarlier).toBe(false);
});

test('[SEC-7] an erased conversation leaves nothing behind', () => {
  const talk = after(
    { kind: 'conversation', conversation: conversation() },
    said(message(1)),
    draft(3, 0, 'x'),
    { kind: 'erased', conversation_id: 'cnv_1' },
  );
  expect({ ...talk, cancelled: {} }).toEqual(emptyTalk);
});
