import { proofOf } from '@belay/connector/proof';
import type {
  ChannelProgress,
  ConnectorFailure,
  ConnectorView,
  ThroughputPoint,
} from '@belay/contract/connector';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidOf, uuidv7 } from '../../memory/ids.ts';
import type { TestIdentity } from '../../testing/start-test-server.ts';
import { PostgresLedger } from '../ledger/postgres-ledger.ts';
import {
  type ConnectorFixture,
  connectorFixture,
  type Team,
} from '../testing/connector-fixture.ts';
import { type LedgerRows, ledgerRows } from '../testing/ledger-rows.ts';

let fixture: ConnectorFixture;
let ann: Team;
let made: ConnectorView;
let ledger: LedgerRows;
beforeAll(async () => {
  fixture = await connectorFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.sandbox.reset();
  const { world, app } = fixture.sandbox;
  world.addChannel({ name: 'general', members: [app.botUserId] });
  ann = await fixture.team();
  made = await fixture.connect(ann);
  ledger = ledgerRows(fixture.server.pool, ann.tenant, uuidOf('con', made.id) ?? '');
});

const get = async <T>(path: string, who: TestIdentity = ann) => {
  const answer = await who.call('GET', `/v1/connectors/${made.id}${path}`);
  return { status: answer.status, body: (await answer.json()) as T };
};
const channels = async (query = '') =>
  (await get<{ items: ChannelProgress[]; total: number }>(`/channels${query}`)).body;

test('[MGD-2][SYN-13] moments are the oldest of all channels; the sentence says what is missing', async () => {
  await ledger.channel('C1', { name: 'general' }, [['0', '1800000000.000000', 1_800_000_100_000]]);
  await ledger.channel('C2', { name: 'ropes' }, [['0', '1800000060.000000', 1_800_000_090_000]]);
  await ledger.channel('C3', { name: 'legal', isPrivate: true, state: 'left', reason: 'gone' }, []);
  await ledger.status({ state: 'polling' });
  const { body } = await get<ConnectorView>('');
  expect(body).toMatchObject({
    state: 'polling',
    channels: { total: 3, proved: 2, failing: 1 },
    moments: {
      messages_through: '2027-01-15T08:00:00.000Z',
      threads_as_of: '2027-01-15T08:01:30.000Z',
      reply_edits_as_of: '2027-01-15T08:01:30.000Z',
    },
  });
  expect(body.sentence).toBe(
    '2 of 3 channels are proved complete through 2027-01-15 08:00 UTC; #legal needs an invitation for the bot.',
  );
});

test('[SYN-13] nothing is claimed while a gap, an unread thread or an old thread is left', async () => {
  await ledger.channel('C1', { name: 'whole' }, [['0', '1800000000.000000', 1_800_000_100_000]]);
  await ledger.channel('C2', { name: 'gap' }, [
    ['0', '1700000000.000000', 1_800_000_100_000],
    ['1750000000.000000', '1800000000.000000', 1_800_000_100_000],
  ]);
  await ledger.message('C1', '1790000000.000000', 1_790_000_500_000);
  await ledger.status({ state: 'backfilling', eta_ms: 600_000 });
  const { body } = await get<ConnectorView>('');
  expect(body.moments).toEqual({
    messages_through: null,
    threads_as_of: null,
    reply_edits_as_of: null,
  });
  expect(body.sentence).toBe(
    'Reading the last 30 days: 1 of 2 channels is complete, about 10 min to go.',
  );
  const [gap, whole] = (await channels()).items;
  expect(gap).toMatchObject({ name: 'gap', state: 'reading', eta_ms: 600_000 });
  expect(gap?.progress).toBeGreaterThan(0.5);
  expect(whole).toMatchObject({
    state: 'proved',
    progress: 1,
    moments: {
      messages_through: '2027-01-15T08:00:00.000Z',
      threads_as_of: '2027-01-15T08:01:40.000Z',
      reply_edits_as_of: new Date(1_790_000_500_000).toISOString(),
    },
  });
  // a thread that was never read takes the claim away, one that was read before dates it
  await ledger.debt({ id: 'thread:C1:1.0', channel: 'C1', kind: 'thread', ts: '1.000000' });
  expect((await channels('?state=proved')).total).toBe(0);
  await ledger.message('C1', '1.000000', 1_780_000_000_000);
  expect((await channels('?state=proved')).items[0]).toMatchObject({
    moments: { threads_as_of: new Date(1_780_000_000_000).toISOString() },
    owed: { thread: 1 },
  });
});

test('[SYN-13] a page of channels says what the engine’s own proof says', async () => {
  const whole: [string, string, number] = ['0', '1800000000.000000', 1_800_000_100_000];
  await ledger.channel('C1', { name: 'a' }, [whole]);
  await ledger.channel('C2', { name: 'b' }, [['1700000000.000000', '1800000000.000000', 9]]);
  await ledger.channel('C3', { name: 'c', target: '1750000000.000000' }, [
    ['1740000000.000000', '1760000000.000000', 1_800_000_000_000],
    ['1760000000.000000', '1800000000.000000', 1_800_000_200_000],
  ]);
  await ledger.channel('C4', { name: 'd' }, []);
  await ledger.channel('C5', { name: 'e' }, [whole]);
  for (const [channel, ts, at] of [
    ['C1', '1790000000.000000', 1_799_000_000_000],
    ['C3', '1790000000.000000', 1_798_000_000_000],
  ] as const) {
    await ledger.message(channel, ts, at);
    await ledger.debt({ id: `thread:${channel}:${ts}`, channel, kind: 'thread', ts });
  }
  await ledger.message('C3', '1790000001.000000', 1_797_000_000_000);
  await ledger.debt({ id: 'thread:C5:1.0', channel: 'C5', kind: 'thread', ts: '1.000000' });
  const place = { tenant: ann.tenant, connector: uuidOf('con', made.id) ?? '' };
  const engine = new PostgresLedger(fixture.server.pool, place);
  const proofs = await Promise.all(
    (await engine.channels()).map(async (channel) => {
      const proof = await proofOf(engine, channel);
      const moments = [proof.messagesThrough, proof.threadsAsOf, proof.replyEditsAsOf];
      return [channel.name, ...moments.map((ms) => (ms ? new Date(ms).toISOString() : null))];
    }),
  );
  const shown = (await channels()).items.map(({ name, moments }) => [
    name,
    moments.messages_through,
    moments.threads_as_of,
    moments.reply_edits_as_of,
  ]);
  expect(shown.toSorted()).toEqual(proofs.toSorted());
  expect(shown.flat().filter((moment) => moment === null).length).toBe(8);
});

test('[MGD-2] channels are searched, filtered and paged, trouble first', async () => {
  await ledger.channel('C1', { name: 'ab' }, [['0', '1800000000.000000', 1]]);
  await ledger.channel('C2', { name: 'abc', state: 'failed', reason: 'Slack refuses' }, []);
  await ledger.channel('C3', { name: 'zz' }, []);
  expect((await channels()).items.map(({ name, state }) => [name, state])).toEqual([
    ['abc', 'failed'],
    ['zz', 'waiting'],
    ['ab', 'proved'],
  ]);
  expect(await channels('?query=%23AB&limit=1&offset=1')).toMatchObject({
    total: 2,
    items: [{ name: 'ab', every_ms: 10_000 }],
  });
  expect(await channels('?state=failed')).toMatchObject({ items: [{ reason: 'Slack refuses' }] });
  expect((await get('/channels?state=odd')).status).toBe(422);
});

test('[MGD-2] 5,000 channels are searched and counted', async () => {
  await ledger.manyChannels(5000);
  expect((await channels('?query=room-49')).total).toBe(111);
  expect((await get('')).body).toMatchObject({
    channels: { total: 5000 },
  });
});

test('[MGD-2][SYN-4] failures are told in words, and can be tried again now', async () => {
  await ledger.channel('C1', { name: 'ropes' }, []);
  await ledger.debt({
    id: 'file:C1:1.000001:F1',
    channel: 'C1',
    kind: 'file',
    ts: '1.000001',
    due: 4_000_000_000_000,
    reason: 'file_deleted: The file is gone.',
  });
  await ledger.debt({
    id: 'exception:C1:2.000000:text',
    channel: 'C1',
    kind: 'exception',
    ts: '2.000000',
    due: Number.MAX_SAFE_INTEGER,
    reason: 'INVALID_ENVELOPE: refused',
  });
  const failures = async () =>
    (await get<{ items: ConnectorFailure[] }>('/failures')).body.items.map(
      ({ id, channel, code, message, link, retry_at }) => [
        id,
        channel,
        code,
        message,
        link,
        retry_at,
      ],
    );
  const archive = `${made.workspace.url}archives/C1`;
  expect(await failures()).toEqual([
    [
      'file:C1:1.000001:F1',
      'ropes',
      'file_deleted',
      'The file is gone.',
      `${archive}/p1000001`,
      new Date(4_000_000_000_000).toISOString(),
    ],
    [
      'exception:C1:2.000000:text',
      'ropes',
      'INVALID_ENVELOPE',
      'refused',
      `${archive}/p2000000`,
      null,
    ],
  ]);
  const retry = (id: string, who: TestIdentity = ann) =>
    who.call('POST', `/v1/connectors/${made.id}/failures/${encodeURIComponent(id)}/retry`);
  expect((await retry('file:C1:1.000001:F1', await ann.as('viewer'))).status).toBe(403);
  expect((await retry('file:C1:1.000001:F1', await fixture.team())).status).toBe(404);
  for (const id of ['file:C1:1.000001:F1', 'exception:C1:2.000000:text'])
    expect((await retry(id)).status).toBe(204);
  expect(await ledger.debts()).toEqual([
    ['doubt:C1:2.000000', 'doubt', 0],
    ['file:C1:1.000001:F1', 'file', 0],
  ]);
  expect((await retry('exception:C1:2.000000:text')).status).toBe(404);
  // a worker that only waits for events looks at once
  const { rows } = await fixture.server.pool.query<{ epoch: number }>(
    'select epoch from connector where tenant = $1',
    [ann.tenant],
  );
  expect(rows[0]?.epoch).toBe(3);
});

test('[MGD-2] throughput is summed by steps, with zeros where nothing came', async () => {
  const { pool } = fixture.server;
  const connector = uuidOf('con', made.id);
  for (const [at, messages] of [
    ['2026-01-01T00:00:10Z', 5],
    ['2026-01-01T00:00:50Z', 7],
    ['2026-01-01T00:02:00Z', 1],
  ])
    await pool.query(
      'insert into throughput (tenant, connector, at, messages) values ($1, $2, $3, $4)',
      [ann.tenant, connector, at, messages],
    );
  const { body } = await get<{ items: ThroughputPoint[] }>(
    '/throughput?from=2026-01-01T00:00:00Z&to=2026-01-01T00:02:30Z&step=60',
  );
  expect(body.items.map(({ at, messages }) => [at, messages])).toEqual([
    ['2026-01-01T00:00:00.000Z', 12],
    ['2026-01-01T00:01:00.000Z', 0],
    ['2026-01-01T00:02:00.000Z', 1],
  ]);
  expect((await get('/throughput?from=2020-01-01T00:00:00Z&step=10')).status).toBe(422);
  expect((await get<{ items: unknown[] }>('/throughput')).body.items.length).toBeGreaterThan(59);
});

test('[MGD-2][MGD-6] recent experiences link to Slack; private channels stay hidden', async () => {
  const write = async (channel: string, ts: string, caller = made.actor) => {
    const id = uuidv7(Date.now());
    const scope = `${ann.scope}/source:slack/channel:${channel}`;
    const labels = [`channel_id:${channel}`, `ts:${ts}`, 'thread_ts:1.000000'];
    await fixture.server.pool.query(
      `insert into event (tenant, id, scope, modality, caller, observed_actor, subject, observed_at,
         recorded_at, labels, envelope) values ($1, $2, $3, 'conversation', $4, 'user:a', 'user:a',
         now(), now(), $5, '{"content":{"kind":"text","text":"hello"}}')`,
      [ann.tenant, id, scope, caller, labels],
    );
  };
  await write('C1', '1.000000');
  await write('C2', '2.000000');
  await write('C1', '3.000000', 'user:somebody');
  await fixture.server.pool.query(
    `insert into private_scope (tenant, scope, channel_id) values ($1, $2, 'C2')`,
    [ann.tenant, `${ann.scope}/source:slack/channel:C2`],
  );
  const recent = async (query: string, who: TestIdentity = ann) =>
    (
      await get<{ items: { link: string; event_id: string }[]; next_before: string | null }>(
        `/recent${query}`,
        who,
      )
    ).body;
  const first = await recent('?limit=1');
  expect(first.items[0]?.link).toBe(
    `${made.workspace.url}archives/C2/p2000000?thread_ts=1.000000&cid=C2`,
  );
  const second = await recent(`?limit=1&before=${first.next_before}`);
  expect(second.items[0]?.link).toBe(`${made.workspace.url}archives/C1/p1000000`);
  expect(second.next_before).toBeNull();
  const outsider = await ann.as('viewer', []);
  expect((await recent('', outsider)).items.map(({ link }) => link)).toEqual([
    `${made.workspace.url}archives/C1/p1000000`,
  ]);
  expect((await get('/recent', await fixture.team())).status).toBe(404);
});

test('[MGD-6] whoever may not read a private channel does not learn its name', async () => {
  await ledger.channel('C7', { name: 'hush', isPrivate: true, state: 'left', reason: 'x' }, []);
  await ledger.debt({
    id: 'file:C7:1.000001:F1',
    channel: 'C7',
    kind: 'file',
    ts: '1.000001',
    reason: 'file_deleted: gone',
  });
  const told = { kind: 'channel', code: 'not_in_channel', retry_at: null, link: null };
  const failures = ['C7', 'C8'].map((channel) => ({
    ...told,
    id: `channel:${channel}`,
    channel,
    message: `#hush ${channel}`,
  }));
  await ledger.status({ state: 'polling', failures });
  for (const [who, knows] of [
    [ann, true],
    [await ann.as('viewer', ['C7']), true],
    [await ann.as('viewer', []), false],
  ] as const) {
    const texts = [];
    for (const path of ['', '/channels', '/failures', '?list']) {
      const url = path === '?list' ? '/v1/connectors' : `/v1/connectors/${made.id}${path}`;
      texts.push(await (await who.call('GET', url)).text());
    }
    expect(texts.map((text) => text.includes('hush'))).toEqual(texts.map(() => knows));
  }
});

test('[SYN-4] a channel that failed is tried again as its worker begins anew', async () => {
  const failure = { kind: 'channel', channel: 'C1', code: 'x', message: 'x', retry_at: null };
  await ledger.status({ state: 'live', failures: [{ ...failure, id: 'channel:C1', link: null }] });
  const retry = (id: string) => ann.call('POST', `/v1/connectors/${made.id}/failures/${id}/retry`);
  expect((await retry('channel:C1')).status).toBe(204);
  expect((await retry('channel:C2')).status).toBe(404);
});
