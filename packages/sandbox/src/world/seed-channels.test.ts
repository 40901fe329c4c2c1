import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, client } = await sandboxFixture({ limits: 'off' });

test('[SBX-3] five thousand channels are there at once, and are listed whole by pages', async () => {
  // of the processor: what else this machine does is no cost of ours
  const before = process.cpuUsage();
  const ids = world.seedChannels({
    count: 5_000,
    members: [sandbox.app.botUserId],
    joined: 40,
    archivedEvery: 50,
  });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(5_000);
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
