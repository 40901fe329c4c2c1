import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, clock, truth, faults, room } = await sandboxFixture();

interface Page {
  messages: { ts: string }[];
  has_more: boolean;
  response_metadata?: { next_cursor: string };
}

async function allPages(method: string, args: Record<string, string>): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor = '';
  do {
    const query = new URLSearchParams({ ...args, ...(cursor ? { cursor } : {}) });
    const response = await fetch(`${sandbox.apiUrl}${method}?${query}`, {
      headers: { authorization: `Bearer ${sandbox.botToken}` },
    });
    // an answer without these members would fail below
    const page = (await response.json()) as Page;
    pages.push(page);
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor);
  return pages;
}

const schedule = fc.record({
  posts: fc.array(fc.record({ gap: fc.integer({ min: 0, max: 3 }), isGone: fc.boolean() }), {
    maxLength: 25,
  }),
  limit: fc.integer({ min: 2, max: 9 }),
  from: fc.nat(24),
  to: fc.nat(24),
  isInclusive: fc.boolean(),
  empty: fc.integer({ min: 0, max: 2 }),
});

test('[SBX-2] pages of history and replies, laid together, are the truth within their bounds', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ posts, limit, from, to, isInclusive, empty }) => {
      sandbox.reset();
      const { mara, channel } = room();
      const say = { channel: channel.id, user: mara.id, text: 'x' };
      const root = world.post(say);
      const tss = [root.ts];
      for (const { gap, isGone } of posts) {
        await clock.advance(gap);
        for (const { ts } of [world.post(say), world.reply({ ...say, threadTs: root.ts })]) {
          tss.push(ts);
          if (isGone) world.delete(channel.id, ts);
        }
      }
      const oldest = tss[from % tss.length] ?? '';
      const latest = tss[to % tss.length] ?? '';
      const isInside = (ts: string) =>
        isInclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
      const args = {
        channel: channel.id,
        limit: String(limit),
        oldest,
        latest,
        inclusive: String(isInclusive),
      };
      if (empty > 0) faults.add({ kind: 'empty_page', times: empty });
      const { messages = [], threads = {} } = truth.now().channels[0] ?? {};
      const told = messages.map(({ ts }) => String(ts)).filter(isInside);

      const history = await allPages('conversations.history', args);
      expect(history.flatMap((page) => page.messages.map(({ ts }) => ts))).toEqual(told.reverse());
      expect(history.every((page) => page.messages.length <= limit)).toBe(true);
      expect(history.map((page) => page.has_more)).toEqual([
        ...history.slice(1).map(() => true),
        false,
      ]);

      const replies = await allPages('conversations.replies', { ...args, ts: root.ts });
      expect(replies.every((page) => page.messages[0]?.ts === root.ts)).toBe(true);
      const said = (threads[root.ts] ?? []).slice(1).map(({ ts }) => String(ts));
      expect(replies.flatMap((page) => page.messages.slice(1).map(({ ts }) => ts))).toEqual(
        said.filter(isInside),
      );
    }),
    { numRuns: 60 },
  );
});
