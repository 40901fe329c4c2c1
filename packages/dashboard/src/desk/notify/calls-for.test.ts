import type { DeskEvent } from '@belay/contract/desk/stream';
import { describe, expect, test } from 'vitest';
import { aConversation, aMessage, aWaiting } from '../testing/a-conversation.ts';
import { callsFor } from './calls-for.ts';

const now = Date.parse('2026-11-21T10:00:30.000Z');
const just = '2026-11-21T10:00:00.000Z';
const mine = aConversation({ state: 'human', owner: { id: 'me', name: 'Me' } });
const words: Extract<DeskEvent, { kind: 'message' }> = {
  kind: 'message',
  conversation_id: mine.id,
  message: aMessage({ text: 'Are you there?', created_at: just }),
};

describe('[DSK-6] who is called', () => {
  test('a conversation that begins to wait calls once, whatever else happens to it', () => {
    const event = (turn: number): DeskEvent => ({
      kind: 'conversation',
      conversation: { ...aWaiting('a', just), turn },
    });
    const calls = callsFor([event(1), event(2)], 'me', () => undefined, now);
    expect(calls.map(({ key }) => key)).toEqual(['esc_a']);
    expect(calls[0]?.title).toBe('Ada Park waits for a person');
  });

  test("words in one's own conversation call its owner and nobody else", () => {
    expect(callsFor([words], 'me', () => mine, now)[0]?.body).toBe('Are you there?');
    expect(callsFor([words], 'other', () => mine, now)).toEqual([]);
    expect(callsFor([words], 'me', () => undefined, now)).toEqual([]);
  });

  test('what is told after a sleep, an edit, a note is no call', () => {
    expect(callsFor([words], 'me', () => mine, now + 10 * 60_000)).toEqual([]);
    const edited = { ...words, message: { ...words.message, edited_at: just } };
    expect(callsFor([edited], 'me', () => mine, now)).toEqual([]);
    const own = {
      ...words,
      message: aMessage({ created_at: just, author: { kind: 'operator', id: 'me', name: 'Me' } }),
    };
    expect(callsFor([own], 'me', () => mine, now)).toEqual([]);
  });
});
