import { expect, test } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { World } from '../world/world.ts';
import { slackText } from './beat-player.ts';
import { seedDemoWorld, tellDemoWorld } from './tell-demo-world.ts';

const base = Date.parse('2026-03-18T10:00:00Z');
const minute = 60_000;

/** Every message that stands, by channel and ts. */
function standing(world: World): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, room] of world.rooms)
    for (const entry of room.timeline.all()) {
      const message = entry.versions.current;
      if (message) found.set(`${id} ${entry.ts}`, JSON.stringify(message));
    }
  return found;
}

test('[SBX-4] the demo world reads like a company: channels, threads, files, reactions, edits', () => {
  const world = new World(new VirtualClock(base));
  seedDemoWorld(world, { base });
  const messages = [...world.rooms.values()].flatMap((room) =>
    [...room.timeline.all()].flatMap((entry) => entry.versions.current ?? []),
  );
  const channels = [...world.rooms.values()].map((room) => room.info.current);
  expect(channels.filter((channel) => channel.kind === 'private')).toHaveLength(1);
  expect(channels.filter((channel) => channel.isArchived)).toHaveLength(1);
  expect(channels.some((channel) => /[^\x20-\x7e]/.test(channel.name))).toBe(true);
  expect(messages.length).toBeGreaterThan(220);
  expect(messages.filter((message) => message.threadTs).length).toBeGreaterThan(100);
  expect(messages.filter((message) => message.edited).length).toBeGreaterThan(1);
  expect(messages.filter((message) => message.subtype === 'tombstone')).toHaveLength(1);
  expect(messages.filter((message) => message.botId).length).toBeGreaterThan(5);
  expect(new Set([...world.files.values()].map((file) => file.current.mimetype)).size).toBe(4);
  expect(world.log.every((change) => change.at <= base)).toBe(true);
});

test('[SBX-4] told again after a restart it has the same ids and words, and goes on', async () => {
  const clock = new VirtualClock(base);
  const first = new World(clock);
  const stop = tellDemoWorld(first, clock, { base, starts: [base] });
  const before = standing(first).size;
  await clock.advance(10 * minute);
  stop();
  const told = standing(first);
  expect(told.size).toBeGreaterThan(before + 10);

  const again = base + 3 * 60 * minute;
  const later = new VirtualClock(again);
  const second = new World(later);
  tellDemoWorld(second, later, { base, starts: [base, again] });
  const retold = standing(second);
  for (const [id, message] of told) {
    const now = retold.get(id);
    expect(now, id).toBeDefined();
    // reactions may have come since; what was said is the same
    const { reactions: _, edited: __, text: ___, blocks: ____, ...kept } = JSON.parse(message);
    expect(JSON.parse(now ?? '{}')).toMatchObject(kept);
  }
  const size = retold.size;
  await later.advance(2 * minute);
  expect(standing(second).size).toBeGreaterThan(size);
});

test('[SBX-4] visitors may delete and archive what the story still needs: it goes on without', async () => {
  const clock = new VirtualClock(base);
  const world = new World(clock);
  tellDemoWorld(world, clock, { base, starts: [base] });
  let taken = 0;
  const stop = world.onChange((change) => {
    if (change.type !== 'message_posted' || change.at <= base) return;
    if (change.message.subtype) return;
    taken++;
    // not within the change that tells of it
    queueMicrotask(() => world.delete(change.channelId, change.message.ts));
  });
  await clock.advance(20 * minute);
  stop();
  expect(taken).toBeGreaterThan(10);
  for (const [id, { info }] of world.rooms)
    if (!info.current.isArchived) world.archive(id, 'U0TARN01');
  const size = standing(world).size;
  await clock.advance(20 * minute);
  expect(standing(world).size).toBe(size);
});

test('[SBX-4] names and stray brackets in a story become what Slack stores', () => {
  expect(slackText('<@mara> see <#sales>: 1 < 2 & <https://a.example/x|x>')).toBe(
    '<@U0TARN02> see <#C0TARN006|sales>: 1 &lt; 2 &amp; <https://a.example/x|x>',
  );
});
