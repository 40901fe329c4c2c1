import type { WidgetMessage } from '@belay/contract/desk/widget';
import { expect, test } from 'vitest';
import { emptyTalk, type Talk } from '../client/chat-state.ts';
import { Teller } from './teller.ts';

const message = (seq: number, kind: 'agent' | 'operator' | 'visitor', text: string, turn = 1) =>
  ({
    id: `msg_${seq}`,
    seq,
    turn,
    author: { kind, name: null, picture: null },
    kind: 'text',
    text,
    deleted_at: null,
  }) as WidgetMessage;
const talk = (messages: WidgetMessage[], parts?: Record<number, string>): Talk => ({
  ...emptyTalk,
  threads: { cnv_1: { messages, hasEarlier: false, isRead: true } },
  drafts: parts ? { cnv_1: { turn: 1, attempt: 1, parts } } : {},
});
const teller = () => new Teller(({ text }) => text);

test('[DSK-2] a screen reader hears an answer by sentences, as they come, and none of them twice', () => {
  const own = teller();
  const question = message(1, 'visitor', 'How long?');
  const hear = (state: Talk) => own.next({ current: 'cnv_1', talk: state });
  expect(hear(talk([question]))).toEqual([]);
  expect(hear(talk([question], { 0: 'Ten years [1].' }))).toEqual(['Ten years.']);
  expect(hear(talk([question], { 0: 'Ten years [1].', 1: 'Then retire it.' }))).toEqual([
    'Then retire it.',
  ]);
  const answer = message(2, 'agent', 'Ten years. Then retire it. Ask me more.');
  expect(hear(talk([question, answer]))).toEqual(['Ask me more.']);
  expect(hear(talk([question, answer, message(3, 'operator', 'Ann: Hi.')]))).toEqual(['Ann: Hi.']);
});

test('[DSK-2] what was there when a conversation was opened is not read out', () => {
  const own = teller();
  const old = talk([message(1, 'agent', 'Old.'), message(2, 'operator', 'Older.')]);
  expect(own.next({ current: 'cnv_1', talk: old })).toEqual([]);
  expect(own.next({ current: 'cnv_1', talk: old })).toEqual([]);
});

test('[DSK-2] the first answer of a conversation that just got its name is heard', () => {
  const own = teller();
  expect(own.next({ current: 'new:1', talk: emptyTalk })).toEqual([]);
  const first = talk([message(1, 'visitor', 'Hi'), message(2, 'agent', 'Hello.')]);
  expect(own.next({ current: 'cnv_1', talk: first })).toEqual(['Hello.']);
});
