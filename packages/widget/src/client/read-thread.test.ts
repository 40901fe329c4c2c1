import type { WidgetTranscript } from '@belay/contract/desk/widget';
import { expect, test } from 'vitest';
import { emptyTalk } from './chat-state.ts';
import { readThread } from './read-thread.ts';

/** Pages of three, of messages 1 to 10, as a server would tell them. */
async function page(before = 11): Promise<WidgetTranscript> {
  const seqs = [3, 2, 1].map((n) => before - n).filter((seq) => seq > 0);
  return {
    conversation: { id: 'cnv_1', state: 'agent', turn: 1, seen_by_operator: 0 },
    messages: seqs.map((seq) => ({ seq, author: { kind: 'visitor' }, created_at: '2026-01-01' })),
    has_earlier: (seqs[0] ?? 1) > 1,
    // what a thread is made of, and no more
  } as unknown as WidgetTranscript;
}
const seqsOf = (put: Awaited<ReturnType<typeof readThread>>, talk = emptyTalk) =>
  put(talk).threads.cnv_1?.messages.map(({ seq }) => seq);

test('[DSK-2] read for the first time it is the newest page', async () => {
  expect(seqsOf(await readThread(page, () => undefined))).toEqual([8, 9, 10]);
});

test('[DSK-2] read again it goes as far back as it is shown, also where that was read meanwhile', async () => {
  let shownFrom = 8;
  const put = await readThread(
    (before) => {
      // somebody wants what is earlier, while the newest page is under way
      shownFrom = 5;
      return page(before);
    },
    () => shownFrom,
  );
  const shown = (await readThread(page, () => 5))(emptyTalk);
  expect(seqsOf(put, shown)).toEqual([5, 6, 7, 8, 9, 10]);
  expect(put(shown).threads.cnv_1?.hasEarlier).toBe(true);
  expect(seqsOf(await readThread(page, () => 1))).toHaveLength(10);
});
