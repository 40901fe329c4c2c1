import type { ConversationsPage, ConversationView } from '@belay/contract/desk/conversation';
import { describe, expect, test } from 'vitest';
import { aConversation, aWaiting } from '../testing/a-conversation.ts';
import { applyToList } from './apply-to-list.ts';

const me = 'person-1';
const at = (minute: number) => `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
const pagesOf = (...lists: ConversationView[][]): ConversationsPage[] =>
  lists.map((items, index) => ({ items, next_cursor: index === lists.length - 1 ? null : 'more' }));
const ids = (pages: ConversationsPage[]) => pages.flatMap(({ items }) => items.map(({ id }) => id));
const came = (conversation: ConversationView) => ({ kind: 'conversation', conversation }) as const;

describe('[DSK-6] a list as the stream tells it', () => {
  test('who begins to wait stands behind who waits longer, and leaves when taken', () => {
    const before = pagesOf([aWaiting('a', at(1)), aWaiting('c', at(5))]);
    const with_b = applyToList(before, came(aWaiting('b', at(3))), { queue: 'waiting' }, me);
    expect(ids(with_b)).toEqual(['a', 'b', 'c']);
    const taken = aConversation({
      id: 'a',
      state: 'human',
      epoch: 2,
      owner: { id: me, name: 'Me' },
    });
    expect(ids(applyToList(with_b, came(taken), { queue: 'waiting' }, me))).toEqual(['b', 'c']);
  });

  test('elsewhere what moved last stands first; an older sighting moves nothing', () => {
    const before = pagesOf([
      aConversation({ id: 'a', updated_at: at(9), turn: 3 }),
      aConversation({ id: 'b', updated_at: at(5) }),
    ]);
    const moved = came(aConversation({ id: 'b', updated_at: at(10), turn: 2 }));
    expect(ids(applyToList(before, moved, { queue: 'open' }, me))).toEqual(['b', 'a']);
    const late = came(aConversation({ id: 'a', updated_at: at(20), turn: 2 }));
    expect(ids(applyToList(before, late, { queue: 'open' }, me))).toEqual(['a', 'b']);
  });

  test('a row behind what was read comes with its page, not before', () => {
    const before: ConversationsPage[] = [
      { items: [aConversation({ id: 'a', updated_at: at(9) })], next_cursor: 'more' },
    ];
    const old = came(aConversation({ id: 'z', updated_at: at(1) }));
    expect(ids(applyToList(before, old, { queue: 'all' }, me))).toEqual(['a']);
    const last = before.map((page) => ({ ...page, next_cursor: null }));
    expect(ids(applyToList(last, old, { queue: 'all' }, me))).toEqual(['a', 'z']);
  });

  test('mine is mine, without what sleeps; another agent or visitor stays out', () => {
    const mine = aConversation({ id: 'm', state: 'human', owner: { id: me, name: 'Me' } });
    const empty = pagesOf([]);
    expect(ids(applyToList(empty, came(mine), { queue: 'mine' }, me))).toEqual(['m']);
    expect(ids(applyToList(empty, came(mine), { queue: 'mine' }, 'other'))).toEqual([]);
    const asleep = { ...mine, snooze_until: at(30) };
    expect(ids(applyToList(empty, came(asleep), { queue: 'mine' }, me))).toEqual([]);
    expect(ids(applyToList(empty, came(asleep), { queue: 'snoozed' }, me))).toEqual(['m']);
    expect(ids(applyToList(empty, came(mine), { queue: 'all', agent: 'agt_9' }, me))).toEqual([]);
    expect(ids(applyToList(empty, came(mine), { queue: 'all', visitor: 'vis_9' }, me))).toEqual([]);
  });

  test('what a search found changes in place; nothing else appears in it', () => {
    const before = pagesOf([aConversation({ id: 'a' })]);
    const filter = { queue: 'open', query: 'rope' } as const;
    expect(ids(applyToList(before, came(aConversation({ id: 'b' })), filter, me))).toEqual(['a']);
    const closed = came(aConversation({ id: 'a', state: 'closed', epoch: 2 }));
    expect(applyToList(before, closed, filter, me)[0]?.items[0]?.state).toBe('closed');
  });

  test('an erased conversation is gone; marks change their row and leave the others alone', () => {
    const before = pagesOf([aConversation({ id: 'a' }), aConversation({ id: 'b' })]);
    const erased = { kind: 'erased', conversation_id: 'a' } as const;
    expect(ids(applyToList(before, erased, { queue: 'all' }, me))).toEqual(['b']);
    const seen = { kind: 'seen', conversation_id: 'b', by: 'operator', seq: 4 } as const;
    const after = applyToList(before, seen, { queue: 'all' }, me);
    expect(after[0]?.items[1]?.seen_by_operator).toBe(4);
    expect(after[0]?.items[0]).toBe(before[0]?.items[0]);
  });
});
