import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, client } = await sandboxFixture({ limits: 'off' });

test('[SBX-3] five thousand channels are there at once, and are listed whole by pages', async () => {
  const began = performance.now();
  const ids = world.seedChannels({
    count: 5_000,
    members: [sandbox.app.botUserId],
    joined: 40,
    archivedEvery: 50,
  });
  expect(performance.now() - began).toBeLessThan(5_000);
  const listed = new Map<string, boolean>();
  let cursor = '';
  do {
    const page = await client().conversations.list({
      limit: 999,
      exclude_archived: true,
      ...(cursor ? { cursor } : {}),
    });
    for (const channel of page.channels ?? [])
      listed.set(channel.name ?? '', channel.is_member ?? false);
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor);
  expect(ids).toHaveLength(5_000);
  expect(listed.size).toBe(4_900);
  expect([...listed.values()].filter(Boolean)).toHaveLength(40);
  expect(listed.has('search-help-2')).toBe(true);
});
