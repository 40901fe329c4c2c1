import { expect, it } from 'vitest';
import { cannotList, type Memory, MemoryError } from '../ports.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { syncFixture } from '../testing/sync-fixture.ts';
import type { SyncOptions } from './options.ts';
import { sync } from './sync.ts';

const day = 24 * 60 * 60_000;
const ts = (n: number) => `${1_773_570_600 + n}.000100`;

/** A channel with an edited message, a thread, a file and reactions, in the memory already. */
async function captured() {
  const fixture = syncFixture();
  const { workspace, clock, ports, run } = fixture;
  const edited = workspace.post('C1', ts(0), 'first');
  workspace.post('C1', ts(1), 'root');
  workspace.reply('C1', ts(1), ts(2), 'reply');
  workspace.reply('C1', ts(1), ts(3), 'reply to lose');
  workspace.post('C1', ts(4), 'to lose');
  workspace.bytes.set('F1', 'name,size\nrope,60\n');
  const liked = workspace.post('C1', ts(5), 'with a file', {
    files: [
      { id: 'F1', name: 'ropes.csv', mimetype: 'text/csv', size: 18, mode: 'hosted', created: 0 },
    ],
    reactions: [{ emoji: 'tada', count: 1, users: ['U1'] }],
  });
  workspace.post('C1', ts(6), 'last');
  await run();
  for (const text of ['second', 'third']) {
    clock.advance(day);
    edited.text = text;
    liked.reactions.push({ emoji: text, count: 1, users: ['U1'] });
    await run();
  }
  clock.advance(day);
  const again = (options: Partial<SyncOptions> = {}, ledger = new MemoryLedger()) =>
    sync({ org: 'acme', since: 0, audit: 'full', ...options }, { ...ports, ledger });
  return { ...fixture, edited, again };
}

it('[SYN-14] a lost ledger costs requests only: nothing is written again', async () => {
  const { memory, again } = await captured();
  const [events, captures] = [memory.events.length, memory.captures];
  const report = await again();
  expect(report.outcome).toBe('done');
  expect([memory.events.length, memory.captures]).toEqual([events, captures]);
});

it('[SYN-14] what changed while the ledger was lost is found: an edit, two deletions', async () => {
  const { workspace, memory, clock, edited, again } = await captured();
  edited.text = 'fourth';
  workspace.remove('C1', ts(3));
  workspace.remove('C1', ts(4));
  const ledger = new MemoryLedger();
  await again({}, ledger);
  clock.advance(60_000);
  const report = await again({}, ledger);
  expect(report.counts.messages + report.counts.replies).toBe(0);
  expect(memory.texts.toSorted()).toEqual(
    ['first', 'second', 'third', 'fourth', 'root', 'reply', 'with a file', 'last'].toSorted(),
  );
  // the versions of a message are known again: its deletion forgets them all
  workspace.remove('C1', ts(0));
  workspace.post('C1', '1773570000.000100', 'older, so that the deletion lies between');
  clock.advance(60_000);
  await again({}, ledger);
  clock.advance(60_000);
  await again({}, ledger);
  expect(memory.texts).not.toContain('first');
  expect(memory.texts).not.toContain('fourth');
});

it('[SYN-14] a renamed channel keeps the scope that it was bound to', async () => {
  const { workspace, memory, again } = await captured();
  const [channel] = workspace.channelList;
  if (channel) channel.name = 'platform';
  workspace.post('C1', ts(100), 'after the rename');
  await again();
  expect(new Set(memory.live.map(({ scope }) => scope))).toEqual(
    new Set(['org:acme/source:slack/channel:engineering']),
  );
});

it('[SYN-14] a memory that can not list is refused, unless duplicates are accepted', async () => {
  const { ports } = syncFixture();
  const memory: Memory = {
    capture: (writes) => ports.memory.capture(writes),
    putBlob: (body) => ports.memory.putBlob(body),
    byKey: (key) => ports.memory.byKey(key),
    forget: (scope, ids) => ports.memory.forget(scope, ids),
  };
  const begin = (options: Partial<SyncOptions>) =>
    sync({ org: 'acme', since: 0, ...options }, { ...ports, memory });
  const refusal = { code: 'memory_cannot_list' };
  await expect(begin({})).rejects.toMatchObject(refusal);
  memory.list = async () => {
    throw new MemoryError(cannotList, 'There is no listing here.', { retriable: false });
  };
  await expect(begin({})).rejects.toMatchObject(refusal);
  expect((await begin({ acceptDuplicates: true })).outcome).toBe('done');
});

it('[SYN-14] a restored message with a file comes back, though the memory has forgotten its keys', async () => {
  const { workspace, memory, clock, again } = await captured();
  const restored = workspace.posted.get('C1')?.find((message) => message.ts === ts(5));
  if (!restored) throw new Error('no such message');
  const ledger = new MemoryLedger();
  await again({}, ledger);
  workspace.remove('C1', restored.ts);
  clock.advance(day);
  await again({}, ledger);
  expect(memory.texts).not.toContain('with a file');
  workspace.post('C1', restored.ts, restored.text, restored);
  clock.advance(day);
  // and the ledger that knew of all this is lost as well
  await again();
  expect(memory.texts).toContain('with a file');
  expect(memory.live.filter(({ content }) => content.kind === 'blob_ref')).toHaveLength(1);
});
