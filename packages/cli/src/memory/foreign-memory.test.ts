import type { Memory, PreparedWrite } from '@belay/connector/ports';
import type { SyncOptions } from '@belay/connector/sync/options';
import { sync } from '@belay/connector/sync/sync';
import { MemoryLedger } from '@belay/connector/testing/memory-ledger';
import { TestClock } from '@belay/connector/testing/test-clock';
import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { afterEach, expect, test } from 'vitest';
import { type ForeignCortexServer, foreignCortex, type Quirks } from '../testing/foreign-cortex.ts';
import { CortexClient } from './cortex-client.ts';
import { HttpMemory } from './http-memory.ts';

const day = 24 * 60 * 60_000;
const start = Date.UTC(2026, 2, 20, 12);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** The engine between a real workspace server and a CortexDB that is not ours. */
async function stage(quirks: Quirks = {}) {
  const clock = new TestClock(start);
  const time = new VirtualClock(start);
  const sandbox = await startSandbox({ seed: 'demo', clock: time });
  const cortex = await foreignCortex({ now: () => clock.now(), ...quirks });
  open.push(sandbox, cortex);
  const workspace = new SlackWorkspace({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    clock,
    rate: 'unlimited',
  });
  const client = new CortexClient({ url: cortex.url, token: 'noauth-local', clock });
  const ports = { workspace, memory: new HttpMemory(client), ledger: new MemoryLedger(), clock };
  const run = (options: Partial<SyncOptions> = {}, memory: Memory = ports.memory) =>
    sync({ org: 'rope', since: 0, ...options }, { ...ports, memory });
  /** both clocks: Slack's and ours */
  const later = async (ms: number) => {
    clock.advance(ms);
    await time.advance(ms);
  };
  return { ...ports, sandbox, cortex, run, later };
}

/** What the memory says now, without what its make decides: ids and what points to them. */
function told({ live }: ForeignCortexServer): string[] {
  return live
    .map(({ experience: { scope, content, context, observed_actor } }) => {
      const { blob_id: _, ...said } = { blob_id: '', ...content };
      const labels = context?.labels?.filter((label) => !label.startsWith('supersedes:'));
      return JSON.stringify({ scope, said, labels, observed_actor });
    })
    .sort();
}

/** The memory that no quirk troubled. */
let plain: Promise<string[]> | undefined;
function expected(): Promise<string[]> {
  plain ??= stage().then(async ({ run, cortex }) => {
    await run();
    return told(cortex);
  });
  return plain;
}

const once = (picked: (nth: number) => boolean) => {
  let nth = 0;
  return () => picked(++nth);
};
const every = (n: number) => once((nth) => nth % n === 0);
const third = every(3);
const fourth = every(4);
const firstFive = once((nth) => nth <= 5);
const eachOnce = new Set<number>();

const quirksOfOthers: Record<string, Quirks> = {
  'keys that live a day': { keyLifeMs: day },
  'actors as objects': { actors: 'object' },
  'listings as measured: twice, `id`, labels within `context`': { listing: 'measured' },
  'ids of another shape': { ids: 'ulid' },
  'a bulk answer without results': { bulk: 'batch_only' },
  'no bulk at all': {
    refuse: ({ path }) => (path.endsWith('/bulk') ? { status: 404, code: 'NOT_FOUND' } : undefined),
  },
  '429 with Retry-After, again and again': {
    refuse: ({ item }) =>
      item === undefined && third()
        ? { status: 429, code: 'QUOTA_EXCEEDED', retriable: true, retryAfter: 7 }
        : undefined,
  },
  '507 for a while': {
    refuse: ({ method }) =>
      method === 'POST' && firstFive()
        ? { status: 507, code: 'STORAGE_FULL', retriable: true }
        : undefined,
  },
  'items of a bulk that fail for now': {
    refuse: ({ item }) => {
      if (item === undefined || item % 5 !== 0 || eachOnce.has(item)) return undefined;
      eachOnce.add(item);
      return { status: 503, code: 'WAL_UNAVAILABLE', retriable: true };
    },
  },
  'answers lost after the write': {
    loseAnswer: ({ method, path }) =>
      method === 'POST' && path.startsWith('/v1/experience') && fourth(),
  },
  'everything at once': {
    keyLifeMs: day,
    actors: 'object',
    listing: 'measured',
    ids: 'ulid',
    bulk: 'batch_only',
  },
};

test.each(Object.entries(quirksOfOthers))(
  '[SYN-1][SYN-6] complete, correct, and nothing on the second run: %s',
  async (_, quirks) => {
    const { run, cortex, later } = await stage(quirks);
    const report = await run();
    expect(report.failures).toEqual([]);
    expect(report.outcome).toBe('done');
    expect(told(cortex)).toEqual(await expected());
    const { length } = cortex.events;
    await later(2 * day);
    const again = await run({ audit: 'full' });
    expect(again.outcome).toBe('done');
    expect(cortex.events).toHaveLength(length);
  },
);

test.each(['results', 'none'] as const)(
  '[SYN-6] a scope type that nobody registered stops the run, and gives up on nothing: bulk %s',
  async (bulk) => {
    const types = ['org', 'source'];
    const { run, cortex } = await stage({
      scopeTypes: types,
      ...(bulk === 'none' ? quirksOfOthers['no bulk at all'] : {}),
    });
    const refusal = await run().then(
      ({ failures }) => failures[0],
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code: 'UNREGISTERED_SCOPE_TYPE' });
    expect(cortex.events).toEqual([]);
    types.push('channel');
    const report = await run();
    expect([report.outcome, report.failures]).toEqual(['done', []]);
    expect(told(cortex)).toEqual(await expected());
  },
);

test('[MAP-6] edits and deletions, where nothing supersedes and forgetting releases keys', async () => {
  const { run, cortex, sandbox, later } = await stage({ keyLifeMs: day, listing: 'measured' });
  const { world, app } = sandbox;
  const ada = world.addUser({ name: 'ada', email: 'ada@ropeworks.example' }).id;
  const channel = world.addChannel({ name: 'anchors', members: [ada, app.botUserId] }).id;
  const edited = world.post({ channel, user: ada, text: 'holds nine' }).ts;
  const gone = world.post({ channel, user: ada, text: 'holds none' }).ts;
  world.post({ channel, user: ada, text: 'something else' });
  await later(60_000);
  await run();
  await later(2 * day);
  world.edit(channel, edited, { text: 'holds twelve' });
  world.delete(channel, gone);
  await later(60_000);
  const report = await run({ edits: 'replace' });
  expect(report.failures).toEqual([]);
  const texts = cortex.live.flatMap(({ experience: { content } }) =>
    content.kind === 'message' && content.text.startsWith('holds') ? [content.text] : [],
  );
  expect(texts).toEqual(['holds twelve']);
  const { length } = cortex.events;
  await later(60_000);
  await run({ edits: 'replace', audit: 'full' });
  expect(cortex.events).toHaveLength(length);
});

/** Dies after its nth capture was stored, before the answer is recorded. */
function dying(memory: Memory, nth: number): Memory {
  let captures = 0;
  return new Proxy(memory, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'capture') return member.bind(target);
      return async (writes: PreparedWrite[]) => {
        const results = await target.capture(writes);
        captures += 1;
        if (captures === nth) throw new Error('killed');
        return results;
      };
    },
  });
}

test.each([
  ['hex', 'documented', 1],
  ['ulid', 'documented', 2],
  ['ulid', 'documented', 3],
  ['hex', 'measured', 1],
  ['hex', 'measured', 2],
  ['hex', 'measured', 3],
] as const)(
  '[SYN-3] killed between send and record two days ago, keys of a day: nothing twice (%s, %s, %i)',
  async (ids, listing, nth) => {
    const { run, cortex, memory, later } = await stage({ keyLifeMs: day, ids, listing });
    await expect(run({}, dying(memory, nth))).rejects.toThrow('killed');
    expect(cortex.events.length).toBeGreaterThan(0);
    await later(2 * day);
    const report = await run();
    expect(report.outcome).toBe('done');
    expect(told(cortex)).toEqual(await expected());
  },
);

test('[SYN-14] a lost ledger is rebuilt from what it lists', async () => {
  const { run, cortex, later, workspace, memory, clock } = await stage({
    keyLifeMs: day,
    listing: 'measured',
    actors: 'object',
  });
  await run();
  const { length } = cortex.events;
  await later(2 * day);
  const ports = { workspace, memory, clock, ledger: new MemoryLedger() };
  const report = await sync({ org: 'rope', since: 0 }, ports);
  expect(report.outcome).toBe('done');
  expect(cortex.events).toHaveLength(length);
});

/** Dies at its first capture, before anything is sent. */
function deaf(memory: Memory): Memory {
  return new Proxy(memory, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'capture') return member.bind(target);
      return async () => {
        throw new Error('killed');
      };
    },
  });
}

test.each([{}, { keyLifeMs: day }])(
  '[SYN-3] a body that comes back is a version, killed before it was sent: %o',
  async (quirks) => {
    const { run, cortex, sandbox, memory, later } = await stage(quirks);
    const { world, app } = sandbox;
    const ada = world.addUser({ name: 'ada', email: 'ada@ropeworks.example' }).id;
    const channel = world.addChannel({ name: 'anchors', members: [ada, app.botUserId] }).id;
    const { ts } = world.post({ channel, user: ada, text: 'holds nine' });
    world.post({ channel, user: ada, text: 'something else' });
    await later(60_000);
    await run();
    world.edit(channel, ts, { text: 'holds twelve' });
    await later(60_000);
    await run();
    world.edit(channel, ts, { text: 'holds nine' });
    await later(60_000);
    await expect(run({}, deaf(memory))).rejects.toThrow('killed');
    await later(2 * day);
    await run();
    const texts = cortex.live.flatMap(({ experience: { content } }) =>
      content.kind === 'message' && content.text.startsWith('holds') ? [content.text] : [],
    );
    expect(texts).toEqual(['holds nine', 'holds twelve', 'holds nine']);
  },
);

test('[MAP-10] the bytes of a text file are redacted as its transcript is', async () => {
  const { run, cortex, sandbox, later } = await stage();
  const { world, app } = sandbox;
  const ada = world.addUser({ name: 'ada', email: 'ada@ropeworks.example' }).id;
  const channel = world.addChannel({ name: 'anchors', members: [ada, app.botUserId] }).id;
  const secret = `gh${'p'}_${'a1B2'.repeat(9)}`;
  world.upload({
    channel,
    user: ada,
    name: 'a.env',
    mimetype: 'text/plain',
    content: `TOKEN=${secret}\n`,
  });
  await later(60_000);
  await run();
  const stored = [...cortex.blobs.values()].map((bytes) => bytes.toString());
  expect(stored).toContain('TOKEN=[redacted: github token]\n');
  expect(stored.join()).not.toContain(secret);
  const labels = cortex.live.flatMap(({ experience }) => experience.context?.labels ?? []);
  expect(labels.filter((label) => label === 'redacted:1')).toHaveLength(1);
});
