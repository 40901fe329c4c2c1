import { SlackError } from '@belay/slack/error';
import { expect, it } from 'vitest';
import { deliver, syncFixture } from '../testing/sync-fixture.ts';

const second = 1_774_008_060; // 2026-03-20 12:01, a minute after the fixture's first run
const ts = (n: number) => `${second + n}.000100`;
/** `begin` is the first run, and the ten minutes in which everything here happens. */
function setUp() {
  const fixture = syncFixture();
  const begin = async () => {
    await fixture.run();
    fixture.clock.advance(10 * 60_000);
  };
  return { ...fixture, begin };
}

const down = new SlackError('internal_error', 'Slack is down.');

function posted(n: number, text: string, more: Record<string, unknown> = {}) {
  return { type: 'message', channel: 'C1', user: 'U1', text, ts: ts(n), ...more };
}

function changed(n: number, text: string, edited: string) {
  const message = {
    type: 'message',
    user: 'U1',
    text,
    ts: ts(n),
    edited: { user: 'U1', ts: edited },
  };
  return { type: 'message', subtype: 'message_changed', channel: 'C1', message };
}

function deleted(n: number) {
  return { type: 'message', subtype: 'message_deleted', channel: 'C1', deleted_ts: ts(n) };
}

it('[SYN-1] events bring posts, edits and deletions, in any order and any number of times', async () => {
  const life = [
    { event: posted(0, 'one'), at: second },
    { event: changed(0, 'two', `${second + 60}.000000`), at: second + 60 },
    { event: changed(0, 'three', `${second + 120}.000000`), at: second + 120 },
    { event: posted(5, 'other'), at: second + 5 },
    { event: deleted(5), at: second + 200 },
  ];
  for (let turn = 0; turn < life.length; turn++) {
    const { ledger, memory, workspace, run, begin } = setUp();
    await begin();
    const order = [...life.slice(turn), ...life.slice(0, turn), ...life];
    for (const { event, at } of order) await deliver(ledger, event, at);
    workspace.post('C1', ts(0), 'three', { edited: { ts: `${second + 120}.000000` } });
    await run();
    // of what was true, each value once and in its order; what was deleted is gone
    expect(memory.texts.at(-1)).toBe('three');
    const told = ['one', 'two', 'three'];
    expect(memory.texts).toEqual(told.filter((text) => memory.texts.includes(text)));
    expect(await ledger.deliveries(10)).toEqual([]);
  }
});

it('[SYN-1] an event is captured before any page shows it, and a page adds nothing to it', async () => {
  const { ledger, memory, workspace, run, begin } = setUp();
  await begin();
  workspace.faults.push({ method: 'conversations.history', error: down });
  await deliver(ledger, posted(0, 'fresh'), second);
  await run();
  expect(memory.texts).toEqual(['fresh']);
  workspace.faults.length = 0;
  workspace.post('C1', ts(0), 'fresh');
  const report = await run();
  expect([report.counts.messages, memory.events.length]).toEqual([0, 1]);
});

it('[SYN-11] a deletion that comes before its message keeps the message out', async () => {
  const { ledger, memory, run, begin } = setUp();
  await begin();
  await deliver(ledger, deleted(0), second + 30);
  await run();
  await deliver(ledger, posted(0, 'too late'), second);
  await run();
  expect(memory.events).toEqual([]);
});

it('[MAP-3] replies that came as events cost no call when their root says no more', async () => {
  const { ledger, memory, workspace, clock, run, begin } = setUp();
  workspace.post('C1', ts(0), 'root');
  await begin();
  await deliver(ledger, posted(10, 'reply', { thread_ts: ts(0) }), second + 10);
  workspace.reply('C1', ts(0), ts(10), 'reply');
  clock.advance(60_000);
  const report = await run({ audit: 'quick' });
  expect(memory.texts).toEqual(['root', 'reply']);
  expect(memory.live[1]?.context?.preceded_by).toEqual([memory.events[0]?.eventId]);
  expect(report.requests['conversations.replies']).toBeUndefined();
});

it('[MAP-3] a reply whose root was never read brings its thread, parent first', async () => {
  const { ledger, memory, workspace, run, begin } = setUp();
  await begin();
  workspace.post('C1', ts(0), 'root');
  workspace.reply('C1', ts(0), ts(10), 'reply');
  await deliver(ledger, posted(10, 'reply', { thread_ts: ts(0) }), second + 10);
  await run();
  expect(memory.texts).toEqual(['root', 'reply']);
});

it('[MAP-5] reactions are gathered for 30 s, and read once', async () => {
  const { ledger, memory, workspace, clock, run, begin } = setUp();
  const message = workspace.post('C1', ts(0), 'root');
  await begin();
  clock.advance(60_000);
  message.reactions = [{ emoji: 'tada', count: 2, users: ['U1', 'U2'] }];
  const item = { type: 'message', channel: 'C1', ts: ts(0) };
  for (const user of ['U1', 'U2'])
    await deliver(ledger, { type: 'reaction_added', user, reaction: 'tada', item }, second + 70);
  workspace.faults.push({ method: 'conversations.history', error: down });
  expect((await run()).requests['reactions.get']).toBeUndefined();
  clock.advance(31_000);
  expect((await run()).requests['reactions.get']).toBe(1);
  expect(memory.live.map(({ modality }) => modality)).toEqual(['conversation', 'feedback']);
});

it('[SYN-16] a body waits only until it is handled, also when nobody follows its channel', async () => {
  const { ledger, memory, begin } = setUp();
  await deliver(ledger, { ...posted(0, 'elsewhere'), channel: 'C9' }, second);
  await deliver(ledger, { type: 'star_added' }, second);
  await deliver(ledger, posted(1, 'not json at all'), second);
  await ledger.commit({ received: [{ id: 'EvBad', body: '{', at: { lo: 0, hi: 1000 } }] });
  await begin();
  expect(await ledger.deliveries(10)).toEqual([]);
  expect(memory.texts).toEqual(['not json at all']);
});

it('[SYN-10] an event that a read has overtaken changes nothing, however late it comes', async () => {
  const { ledger, memory, workspace, clock, run, begin } = setUp();
  await begin();
  workspace.post('C1', ts(0), 'root');
  workspace.reply('C1', ts(0), ts(5), 'reply');
  await run({ audit: 'full' });
  clock.advance(60_000);
  await run({ audit: 'full' });
  // an edit and a deletion that Slack has taken back since
  await deliver(ledger, changed(0, 'for a minute', `${second + 60}.000000`), second + 60);
  await deliver(ledger, deleted(5), second + 70);
  await run({ audit: 'quick' });
  expect(memory.texts).toEqual(['root', 'reply']);
  expect(memory.events).toHaveLength(2);
});

it('[SYN-4] an event that breaks the engine is parked, its message read from Slack, the others taken', async () => {
  const { ledger, memory, workspace, run, begin } = setUp();
  await begin();
  const ids: string[] = [];
  for (const n of [0, 1, 2]) {
    ids.push((await deliver(ledger, posted(n, `event ${n}`), second + n)).id);
    workspace.post('C1', ts(n), `event ${n}`);
  }
  const commit = ledger.commit.bind(ledger);
  ledger.commit = async (batch) => {
    const isParked = batch.debts?.some(({ kind }) => kind === 'doubt');
    if (batch.handled?.includes(ids[1] ?? '') && !isParked)
      throw new RangeError('nobody thought of this');
    await commit(batch);
  };
  const report = await run({ poll: new Set() });
  expect(report.failures).toMatchObject([{ kind: 'message', code: 'event_unusable', ts: ts(1) }]);
  expect(memory.texts.toSorted()).toEqual(['event 0', 'event 1', 'event 2']);
  expect(await ledger.deliveries(10)).toEqual([]);
  expect(report.requests['conversations.history']).toBe(1);
  await run();
  expect(await ledger.intents(10)).toEqual([]);
  expect(memory.texts).toHaveLength(3);
});
