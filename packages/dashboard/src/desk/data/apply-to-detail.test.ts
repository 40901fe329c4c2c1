import type { ConversationDetail, MessageView } from '@belay/contract/desk/conversation';
import { describe, expect, test } from 'vitest';
import { aConversation, aMessage } from '../testing/a-conversation.ts';
import { applyToDetail, withEarlier, withKnownEarlier } from './apply-to-detail.ts';

const detail = (seqs: number[], has_earlier = false): ConversationDetail => ({
  conversation: aConversation(),
  messages: seqs.map((seq) => aMessage({ seq })),
  has_earlier,
});
const said = (message: MessageView) =>
  ({ kind: 'message', conversation_id: 'cnv_1', message }) as const;
const seqs = ({ messages }: ConversationDetail) => messages.map(({ seq }) => seq);

describe('[DSK-6] a conversation as the stream tells it', () => {
  test('words stand in their order, once, whatever order and however often they come', () => {
    const events = [3, 2, 3, 4].map((seq) => said(aMessage({ seq })));
    expect(seqs(events.reduce(applyToDetail, detail([1])))).toEqual([1, 2, 3, 4]);
  });

  test('an edit replaces, and an older sighting does not undo it', () => {
    const edited = aMessage({ seq: 1, text: 'new', edited_at: '2026-11-21T10:05:00.000Z' });
    const after = [said(edited), said(aMessage({ seq: 1, text: 'old' }))].reduce(
      applyToDetail,
      detail([1]),
    );
    expect(after.messages[0]?.text).toBe('new');
  });

  test('what is older than the part that was read comes with its page', () => {
    const after = applyToDetail(detail([10, 11], true), said(aMessage({ seq: 4 })));
    expect(seqs(after)).toEqual([10, 11]);
    const paged = withEarlier(after, [aMessage({ seq: 9 }), aMessage({ seq: 10 })], false);
    expect(seqs(paged)).toEqual([9, 10, 11]);
    expect(paged.has_earlier).toBe(false);
  });

  test('read anew, what was loaded above stays if it joins, and goes if there is a hole', () => {
    const known = detail([1, 2, 3, 4], false);
    const joined = withKnownEarlier(detail([4, 5], true), known);
    expect(seqs(joined)).toEqual([1, 2, 3, 4, 5]);
    expect(joined.has_earlier).toBe(false);
    expect(seqs(withKnownEarlier(detail([9, 10], true), known))).toEqual([9, 10]);
  });

  test('another conversation changes nothing, not even the object', () => {
    const before = detail([1]);
    const event = { ...said(aMessage({ seq: 2 })), conversation_id: 'cnv_2' };
    expect(applyToDetail(before, event)).toBe(before);
  });

  test('[TKO-1] an answer that is older than the claim does not take it back', () => {
    const claimed = aConversation({
      state: 'human',
      epoch: 2,
      turn: 2,
      owner: { id: 'p', name: 'Ann' },
      claim: 'clm_1',
    });
    const after = [
      { kind: 'conversation', conversation: claimed } as const,
      { kind: 'conversation', conversation: aConversation() } as const,
    ].reduce(applyToDetail, detail([1]));
    expect(after.conversation.owner?.name).toBe('Ann');
  });

  test('what was read stays read', () => {
    const seen = { kind: 'seen', conversation_id: 'cnv_1', by: 'visitor', seq: 7 } as const;
    const moved = { kind: 'conversation', conversation: aConversation({ turn: 2 }) } as const;
    const after = [seen, moved].reduce(applyToDetail, detail([1]));
    expect(after.conversation.seen_by_visitor).toBe(7);
  });
});
