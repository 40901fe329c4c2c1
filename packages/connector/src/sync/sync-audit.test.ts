import { expect, it } from 'vitest';
import { LedgerLost } from '../ports.ts';
import { proofOf } from '../proof.ts';
import { syncFixture } from '../testing/sync-fixture.ts';
import { sync } from './sync.ts';

const day = 24 * 60 * 60_000;
const base = 1_773_570_600;
const ts = (n: number) => `${base + n}.000100`;

function aged(count: number) {
  const fixture = syncFixture();
  fixture.workspace.pageSize = 5;
  for (let n = 0; n < count; n++) fixture.workspace.post('C1', ts(n), `m${n}`);
  return fixture;
}

it('[SYN-12] a history audit finds an old edit and an old deletion, a quick one does not', async () => {
  const { workspace, memory, clock, run } = aged(20);
  await run();
  clock.advance(day);
  const [old] = workspace.posted.get('C1') ?? [];
  if (old) old.text = 'm0 edited';
  workspace.remove('C1', ts(1));
  const quick = await run({ audit: 'quick' });
  expect([quick.counts.versions, quick.counts.forgotten]).toEqual([0, 0]);
  const audit = await run({ audit: 'history' });
  expect([audit.counts.versions, audit.counts.forgotten]).toEqual([1, 1]);
  expect(memory.texts).toContain('m0 edited');
  expect(memory.texts).not.toContain('m1');
});

it('[SYN-12] a full audit finds an edit of a reply that its root never told of', async () => {
  const { workspace, memory, clock, run } = aged(3);
  const reply = workspace.reply('C1', ts(0), ts(100), 'reply');
  await run();
  clock.advance(day);
  reply.text = 'reply edited';
  await run({ audit: 'history', threadAuditMs: 0 });
  expect(memory.texts).not.toContain('reply edited');
  await run({ audit: 'full' });
  expect(memory.texts).toContain('reply edited');
});

it('[SYN-12] an audit that its budget cut short goes on where it was', async () => {
  const { workspace, memory, clock, run } = aged(30);
  await run();
  clock.advance(day);
  const [old] = workspace.posted.get('C1') ?? [];
  if (old) old.text = 'm0 edited';
  const pages: number[] = [];
  for (let cycle = 0; cycle < 12 && !memory.texts.includes('m0 edited'); cycle++) {
    const report = await run({ audit: 'history', auditPages: 1 });
    pages.push(report.requests['conversations.history'] ?? 0);
    clock.advance(60_000);
  }
  expect(memory.texts).toContain('m0 edited');
  expect(pages.every((n) => n <= 2)).toBe(true);
});

it('[SYN-11] a mass of missing messages is believed after an hour', async () => {
  const { workspace, memory, clock, run } = syncFixture();
  for (let n = 0; n < 300; n++) workspace.post('C1', ts(n), `m${n}`);
  await run();
  for (let n = 50; n < 250; n++) workspace.remove('C1', ts(n));
  clock.advance(60_000);
  expect((await run()).failures[0]?.code).toBe('mass_deletion_held');
  clock.advance(30 * 60_000);
  expect((await run()).counts.forgotten).toBe(0);
  clock.advance(31 * 60_000);
  await run();
  expect(memory.texts).toHaveLength(100);
});

it('[SYN-11] a thread that Slack no longer finds is gone once its root is seen to be', async () => {
  const { workspace, memory, clock, run } = aged(3);
  workspace.reply('C1', ts(1), ts(100), 'reply');
  await run();
  clock.advance(day);
  workspace.remove('C1', ts(100));
  workspace.remove('C1', ts(1));
  await run({ audit: 'full' });
  clock.advance(60_000);
  await run({ audit: 'full' });
  expect(memory.texts).toEqual(['m0', 'm2']);
});

it('[SYN-11] replies are gone when their root no longer speaks of any', async () => {
  const { workspace, memory, clock, run } = aged(3);
  workspace.reply('C1', ts(1), ts(100), 'reply');
  await run();
  clock.advance(day);
  workspace.remove('C1', ts(100));
  const root = workspace.posted.get('C1')?.find((message) => message.ts === ts(1));
  if (root) {
    delete root.thread;
    delete root.threadTs;
  }
  await run({ audit: 'history', threadAuditMs: 0 });
  expect(memory.texts).toEqual(['m0', 'm1', 'm2']);
});

it('[SYN-13] the three moments say through when a channel is proved, and no more', async () => {
  const { workspace, ledger, clock, run } = aged(12);
  workspace.reply('C1', ts(3), ts(100), 'reply');
  const proof = async () => {
    const [channel] = await ledger.channels();
    if (!channel) throw new Error('no channel');
    return proofOf(ledger, channel);
  };
  await run();
  const first = clock.now();
  expect(await proof()).toMatchObject({ owed: {}, exceptions: [] });
  const whole = await proof();
  for (const moment of [whole.messagesThrough, whole.threadsAsOf, whole.replyEditsAsOf])
    expect(moment).toBeGreaterThanOrEqual(first - 12_000);
  clock.advance(day);
  await run({ audit: 'quick' });
  const later = await proof();
  expect(later.messagesThrough).toBeGreaterThan(first + day - 20_000);
  // pages that were not read again keep the older moment
  expect(later.threadsAsOf).toBeLessThan(first + 1000);
  await run({ audit: 'full' });
  const proved = await proof();
  expect(proved.replyEditsAsOf).toBeGreaterThan(first + day - 20_000);
});

it('[MAP-11] what grew older than the retention window is forgotten, and not taken again', async () => {
  const { workspace, memory, clock, run } = aged(6);
  workspace.reply('C1', ts(0), ts(100), 'reply');
  await run({ retentionDays: 30 });
  expect(memory.texts).toHaveLength(7);
  clock.advance(40 * day);
  workspace.post('C1', `${base + 40 * 86_400}.000100`, 'new');
  const report = await run({ retentionDays: 30 });
  expect(report.counts.expired).toBe(7);
  expect(memory.texts).toEqual(['new']);
  const again = await run({ retentionDays: 30, audit: 'full' });
  expect([again.counts.expired, again.counts.messages, memory.texts]).toEqual([0, 0, ['new']]);
});

it('[SYN-7] a channel that Slack shows no longer is marked as left, and keeps its memory', async () => {
  const { workspace, memory, ledger, run } = aged(2);
  workspace.addChannel('C2', 'other');
  await run();
  workspace.channelList.shift();
  await run();
  expect((await ledger.channels()).map(({ state }) => state)).toEqual(['left', 'active']);
  expect(memory.texts).toHaveLength(2);
});

it('[SYN-3] an owner that lost the ledger stops and says so', async () => {
  const { ports } = aged(2);
  const ledger = new Proxy(ports.ledger, {
    get(target, name) {
      if (name === 'commit')
        return async () => {
          throw new LedgerLost('another owner');
        };
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const report = await sync({ org: 'acme', since: 0, audit: 'quick' }, { ...ports, ledger });
  expect(report).toMatchObject({ outcome: 'failed', failures: [{ code: 'ledger_lost' }] });
  expect(ports.memory.events).toEqual([]);
});

it('[SYN-7] a channel that becomes private is followed no longer unless it is named', async () => {
  const { workspace, memory, ledger, run } = aged(2);
  workspace.addChannel('C2', 'other');
  await run();
  const [channel] = workspace.channelList;
  if (channel) channel.isPrivate = true;
  workspace.post('C1', ts(100), 'in confidence');
  await run();
  expect(memory.texts).not.toContain('in confidence');
  expect((await ledger.channels())[0]).toMatchObject({ state: 'unreadable', isPrivate: true });
  await run({ channels: ['#engineering'] });
  expect(memory.texts).toContain('in confidence');
  expect((await ledger.channels())[0]).toMatchObject({ state: 'active' });
});

it('[SYN-7] channels that were named are followed by id, and one that is gone stops no other', async () => {
  const { workspace, memory, run } = aged(2);
  workspace.addChannel('C2', 'other');
  const channels = ['engineering', '#other'];
  await run({ channels });
  const [first] = workspace.channelList;
  if (first) first.name = 'platform';
  workspace.post('C1', ts(100), 'after the rename');
  expect((await run({ channels })).outcome).toBe('done');
  expect(memory.texts).toContain('after the rename');
  workspace.channelList.shift();
  workspace.post('C2', ts(200), 'still here');
  for (let times = 0; times < 2; times++) {
    const report = await run({ channels });
    expect(report).toMatchObject({
      outcome: 'partial',
      failures: [{ code: 'channel_left', channelId: 'C1' }],
    });
  }
  expect(memory.texts).toContain('still here');
});
