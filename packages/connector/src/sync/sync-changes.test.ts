import { expect, it } from 'vitest';
import type { Progress } from '../progress.ts';
import { CortexDouble } from '../testing/cortex-double.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { SlackDouble } from '../testing/slack-double.ts';
import { TestClock } from '../testing/test-clock.ts';
import type { SyncOptions } from './options.ts';
import { sync } from './sync.ts';
import { watch } from './watch.ts';

function setUp(kind: 'live' | 'archive' = 'live') {
  const clock = new TestClock();
  const workspace = new SlackDouble(clock, kind);
  workspace.addPerson('U1', 'Ada', 'ada@acme.example');
  workspace.addChannel('C1', 'engineering');
  const memory = new CortexDouble();
  const ledger = new MemoryLedger();
  const ports = { workspace, memory, ledger, clock };
  const run = (options: Partial<SyncOptions> = {}) =>
    sync({ org: 'acme', since: 0, ...options }, ports);
  return { ...ports, ports, run };
}

it('[SYN-10] a change seen within the same seconds is read again, never guessed', async () => {
  const { workspace, memory, clock, run } = setUp();
  const message = workspace.post('C1', '1773570600.000100', 'before');
  await run();
  // a bot's update carries no `edited`, and Slack's clock can't tell the two reads apart
  message.text = 'after';
  clock.advance(2000);
  const report = await run();
  expect(report.counts.versions).toBe(1);
  expect(report.requests['conversations.history']).toBe(2);
  expect(memory.texts).toEqual(['before', 'after']);
});

it('[SYN-11] a mass of missing messages is held and shown', async () => {
  const { workspace, memory, clock, run } = setUp();
  for (let i = 100; i < 400; i++) workspace.post('C1', `1773570${i}.000100`, `m${i}`);
  await run();
  for (let i = 150; i < 350; i++) workspace.remove('C1', `1773570${i}.000100`);
  clock.advance(60_000);
  const report = await run();
  expect(report.failures[0]).toMatchObject({
    code: 'mass_deletion_held',
    channelName: 'engineering',
  });
  expect(memory.texts).toHaveLength(300);
});

it('[SYN-11] a failed or empty answer is no absence', async () => {
  const { workspace, memory, clock, run } = setUp();
  workspace.post('C1', '1773570600.000100', 'one');
  workspace.post('C1', '1773570601.000100', 'two');
  await run();
  workspace.posted.set('C1', []);
  clock.advance(3 * 24 * 60 * 60_000);
  expect((await run()).counts.forgotten).toBe(0);
  expect(memory.texts).toHaveLength(2);
});

it('[MAP-5] cut user lists are asked for in full once, then compared by count', async () => {
  const { workspace, memory, clock, run } = setUp();
  workspace.shownUsers = 1;
  workspace.post('C1', '1773570600.000100', 'hi', {
    reactions: [{ emoji: 'tada', count: 3, users: ['U1', 'U2', 'U3'] }],
  });
  await run();
  expect(memory.live.at(-1)?.content).toMatchObject({
    data: { complete: true, reactions: [{ emoji: 'tada', count: 3 }] },
  });
  clock.advance(60_000);
  const second = await run();
  expect(second.requests['reactions.get']).toBeUndefined();
  expect(memory.live).toHaveLength(2);
});

it('[MAP-6] edits: replace forgets the version before, deletes: keep forgets nothing', async () => {
  const { workspace, memory, clock, run } = setUp();
  const message = workspace.post('C1', '1773570600.000100', 'before');
  workspace.post('C1', '1773570600.500100', 'later');
  const rules = { edits: 'replace', deletes: 'keep' } as const;
  await run(rules);
  message.text = 'after';
  clock.advance(60_000);
  await run(rules);
  expect(memory.texts.toSorted()).toEqual(['after', 'later']);
  workspace.remove('C1', '1773570600.000100');
  clock.advance(60_000);
  await run(rules);
  expect(memory.texts.toSorted()).toEqual(['after', 'later']);
});

it('[SYN-8] an archive, then live: no duplicate, no absence proved, and edits of the live win', async () => {
  const old = setUp('archive');
  old.workspace.post('C1', '1773570600.000100', 'one');
  old.workspace.post('C1', '1773570601.000100', 'two');
  await old.run();
  const live = setUp();
  live.workspace.post('C1', '1773570600.000100', 'one, edited');
  live.workspace.post('C1', '1773570601.000100', 'two');
  live.workspace.post('C1', '1773570602.000100', 'three');
  live.clock.advance(60_000);
  const ports = { ...live.ports, memory: old.memory, ledger: old.ledger };
  await sync({ org: 'acme', since: 0 }, ports);
  expect(old.memory.texts).toEqual(['one', 'two', 'one, edited', 'three']);
  await old.run();
  expect(old.memory.texts).toHaveLength(4);
});

it('[SYN-8] an archive says nothing of channels that it does not hold', async () => {
  const live = setUp();
  live.workspace.addChannel('C2', 'product');
  live.workspace.post('C2', '1773570600.000100', 'here');
  await live.run();
  const old = setUp('archive');
  old.workspace.post('C1', '1773570500.000100', 'old');
  const ports = { ...old.ports, memory: live.memory, ledger: live.ledger };
  const report = await sync({ org: 'acme', since: 0 }, ports);
  expect(report.failures).toEqual([]);
  expect((await live.ledger.channels()).map(({ state }) => state)).toEqual(['active', 'active']);
});

it('[MAP-1] what is redacted never leaves the mapper, and is counted', async () => {
  const { workspace, memory, run } = setUp();
  workspace.post('C1', '1773570600.000100', 'the key is hunter2');
  await run({ redact: (text) => ({ text: text.replace('hunter2', '[redacted]'), count: 1 }) });
  expect(memory.texts).toEqual(['the key is [redacted]']);
  expect(memory.live[0]?.context?.labels).toContain('redacted:1');
});

it('[MAP-9] a scope by author is kept to find the events of a deleted message', async () => {
  const { workspace, ledger, memory, clock, run } = setUp();
  const scopeTemplate = 'org:acme/by:{author}/c:{channel}';
  workspace.post('C1', '1773570600.000100', 'a');
  workspace.post('C1', '1773570601.000100', 'b');
  workspace.post('C1', '1773570602.000100', 'c');
  await run({ scopeTemplate });
  expect(memory.live[0]?.scope).toBe('org:acme/by:ada@acme.example/c:engineering');
  const records = await ledger.messages('C1', ['1773570601.000100']);
  expect(records.get('1773570601.000100')?.scope).toBe(memory.live[0]?.scope);
  workspace.remove('C1', '1773570601.000100');
  clock.advance(60_000);
  await run({ scopeTemplate });
  expect(memory.texts).toEqual(['a', 'c']);
  await expect(run()).rejects.toThrow('begun with the scope template');
});

it('[SYN-3] a stop ends at a safe point, and watch goes on until it is stopped', async () => {
  const { workspace, memory, ports, clock } = setUp();
  const stop = new AbortController();
  let cycles = 0;
  const report = (progress: Progress) => {
    if (progress.type !== 'finished') return;
    cycles += 1;
    workspace.post('C1', `177357060${cycles}.000100`, `m${cycles}`);
    if (cycles === 3) stop.abort();
  };
  const before = clock.now();
  const last = await watch(
    { org: 'acme', since: 0, intervalMs: 60_000 },
    { ...ports, report, signal: stop.signal },
  );
  expect(cycles).toBe(3);
  expect(last.outcome).toBe('done');
  expect(clock.now() - before).toBe(120_000);
  expect(memory.texts).toEqual(['m1', 'm2']);
  const stopped = await sync({ org: 'acme', since: 0 }, { ...ports, signal: stop.signal });
  expect(stopped.outcome).toBe('stopped');
});

it('[SYN-4] progress tells each channel’s share, and ends with the report', async () => {
  const { workspace, ports } = setUp();
  workspace.post('C1', '1773570600.000100', 'one');
  workspace.post('C1', '1773570601.000100', 'two');
  const told: Progress[] = [];
  const report = await sync(
    { org: 'acme', since: 0 },
    { ...ports, report: (progress) => told.push(progress) },
  );
  expect(told[0]).toMatchObject({ type: 'started', workspace: { teamId: 'T01' } });
  expect(told.find(({ type }) => type === 'channel')).toMatchObject({
    name: 'engineering',
    state: 'done',
    found: 2,
    captured: 2,
  });
  expect(told.at(-1)).toEqual({ type: 'finished', report });
});
