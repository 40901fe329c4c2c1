import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Debt, MessageRecord } from '@belay/connector/ports';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packMessage, unpackMessage } from './message-row.ts';
import { LedgerTooNew, SqliteLedger } from './sqlite-ledger.ts';

let dir: string;
let ledger: SqliteLedger;
const path = () => join(dir, 'ledger.sqlite');
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'belay-ledger-'));
  ledger = new SqliteLedger(path());
});
afterEach(async () => {
  await ledger.close();
  rmSync(dir, { recursive: true });
});

const message = (ts: string, more: Partial<MessageRecord> = {}): MessageRecord => ({
  channelId: 'C1',
  ts,
  inChannel: true,
  bareKey: 'text',
  parts: [
    { part: 'text', key: `slack:T1:C1:${ts}`, eventId: `evt_${'0a'.repeat(16)}`, digest: 'abc' },
  ],
  registers: '{}',
  state: 'live',
  ...more,
});

const debt = (id: string, more: Partial<Debt> = {}): Debt => ({
  id,
  channelId: 'C1',
  kind: 'thread',
  ts: '1.000001',
  due: 0,
  attempts: 0,
  priority: '1',
  ...more,
});

test('[CLI-4] a record comes back as it went in, whatever its keys and ids look like', () => {
  const part = fc.record(
    {
      part: fc.string(),
      key: fc.oneof(
        fc.string(),
        fc.constantFrom(
          'slack:T1:C1:1.000001',
          'slack:T1:C1:1.000001:m.abc',
          'slack:T1:C1:1.000001=',
        ),
      ),
      digest: fc.string(),
      eventId: fc.oneof(fc.string(), fc.constant(`evt_${'0f'.repeat(16)}`)),
      earlier: fc.array(fc.constantFrom(`evt_${'1f'.repeat(16)}`, 'evt_foreign')),
    },
    { requiredKeys: ['part', 'key', 'digest'] },
  );
  fc.assert(
    fc.property(fc.array(part), fc.option(fc.constant('slack:T1:C1:')), (parts, prefix) => {
      const record = message('1.000001', { parts });
      expect(unpackMessage(packMessage(record, prefix), 'C1', prefix)).toEqual(record);
    }),
  );
});

test('[CLI-4] a batch is all or nothing', async () => {
  await ledger.commit({ values: { a: '1' }, messages: [message('1.000001')] });
  const broken = message('2.000002', { state: null as unknown as 'live' });
  await expect(
    ledger.commit({ values: { a: '2', b: '2' }, messages: [message('3.000003'), broken] }),
  ).rejects.toThrow();
  expect(await ledger.value('a')).toBe('1');
  expect(await ledger.value('b')).toBeUndefined();
  expect((await ledger.messages('C1', ['3.000003'])).size).toBe(0);
  await ledger.commit({ messages: [message('3.000003')] });
  expect((await ledger.counts()).messages).toBe(2);
});

test('[CLI-4] what channel history serves and what a thread serves are told apart', async () => {
  const root = message('1.000001', { threadTs: '1.000001' });
  const reply = message('2.000002', { threadTs: '1.000001', inChannel: false });
  const broadcast = message('3.000003', { threadTs: '1.000001' });
  await ledger.commit({ messages: [root, broadcast, reply, message('4.000004')] });
  const all = { channelId: 'C1', from: '0', to: '9' };
  const tss = (records: MessageRecord[]) => records.map((record) => record.ts);
  expect(tss(await ledger.served(all))).toEqual(['1.000001', '3.000003', '4.000004']);
  expect(tss(await ledger.served({ ...all, threadTs: '1.000001' }))).toEqual([
    '2.000002',
    '3.000003',
  ]);
  expect(tss(await ledger.served({ ...all, from: '3.000003', to: '3.000003' }))).toEqual([
    '3.000003',
  ]);
  expect(await ledger.served({ ...all, channelId: 'C2' })).toEqual([]);
});

test('[CLI-4] live messages are counted through every change of state', async () => {
  await ledger.commit({ messages: [message('1.000001'), message('2.000002')] });
  await ledger.commit({ messages: [message('1.000001', { state: 'gone' })] });
  await ledger.commit({ messages: [message('1.000001', { state: 'gone' })] });
  expect(await ledger.counts('C1')).toEqual({ messages: 1, debts: {} });
  await ledger.commit({ messages: [message('1.000001')] });
  expect((await ledger.counts()).messages).toBe(2);
  expect((await ledger.counts('C2')).messages).toBe(0);
});

test('[CLI-4] debts come greatest priority first, when due, and owing twice is owing once', async () => {
  await ledger.commit({
    debts: [
      debt('a', { priority: '1' }),
      debt('b', { priority: '3', due: 50 }),
      debt('c', { priority: '2', kind: 'file', reason: 'gone', detail: '{}' }),
      debt('d', { priority: '9', channelId: 'C2' }),
    ],
  });
  await ledger.commit({ paid: ['a'], debts: [debt('a', { attempts: 1 }), debt('c')] });
  const ids = (debts: Debt[]) => debts.map((each) => each.id);
  expect(ids(await ledger.debts({ dueBy: 10, limit: 9 }))).toEqual(['d', 'a', 'c']);
  expect(ids(await ledger.debts({ dueBy: 60, limit: 2, channelId: 'C1' }))).toEqual(['b', 'a']);
  expect(ids(await ledger.debts({ dueBy: 60, limit: 9, kind: 'file' }))).toEqual([]);
  expect((await ledger.counts()).debts).toEqual({ thread: 4 });
  const [first] = await ledger.debts({ dueBy: 10, limit: 1, channelId: 'C1' });
  expect(first).toEqual(debt('a', { attempts: 1 }));
});

test('[KEY-4] an intent keeps its first bytes until it is settled, oldest first', async () => {
  const intent = {
    key: 'k1',
    body: '{"a":1}',
    channelId: 'C1',
    ts: '1.000001',
    part: 'text',
    preparedAt: 5,
  };
  await ledger.commit({ intents: [intent, { ...intent, key: 'k2' }] });
  await ledger.commit({ intents: [{ ...intent, body: '{"a":2}' }] });
  expect((await ledger.intents(9)).map((each) => [each.key, each.body])).toEqual([
    ['k1', '{"a":1}'],
    ['k2', '{"a":1}'],
  ]);
  await ledger.commit({ settled: ['k1'] });
  expect((await ledger.intents(9)).map((each) => each.key)).toEqual(['k2']);
});

test('[CLI-4] the list of certificates is replaced as a whole, and survives a reopening', async () => {
  const chunk = (from: string, to: string) => ({ from, to, readLo: 1.5, readHi: 2 });
  await ledger.commit({
    chunks: [{ channelId: 'C1', chunks: [chunk('3', '4'), chunk('1', '2')] }],
  });
  await ledger.commit({ chunks: [{ channelId: 'C1', chunks: [chunk('1', '4')] }] });
  await ledger.close();
  ledger = new SqliteLedger(path());
  expect(await ledger.chunks('C1')).toEqual([chunk('1', '4')]);
});

test('[CLI-4] channels keep their order and are replaced by id', async () => {
  const channel = (channelId: string, name: string) => ({
    channelId,
    name,
    keyChannelId: channelId,
    keyTeamId: 'T1',
    isPrivate: false,
    scopeName: name,
    state: 'active' as const,
    target: '0',
  });
  await ledger.commit({ channels: [channel('C2', 'b'), channel('C1', 'a')] });
  await ledger.commit({ channels: [channel('C2', 'renamed')], values: { gone: 'x' } });
  await ledger.commit({ values: { gone: null } });
  expect((await ledger.channels()).map((each) => each.name)).toEqual(['renamed', 'a']);
  expect(await ledger.value('gone')).toBeUndefined();
});

test('[SEC-1] the text of a settled write is in no file of the ledger', async () => {
  const secret = 'the merger is on Tuesday';
  await ledger.commit({
    intents: [
      {
        key: 'k',
        body: secret.repeat(400),
        channelId: 'C1',
        ts: '1.1',
        part: 'text',
        preparedAt: 5,
      },
    ],
    received: [{ id: 'Ev1', body: secret.repeat(400), at: { lo: 1000, hi: 2000 } }],
  });
  await ledger.commit({ settled: ['k'], handled: ['Ev1'] });
  await ledger.close();
  for (const file of readdirSync(dir))
    expect(readFileSync(join(dir, file), 'latin1')).not.toContain(secret);
});

test('[CLI-4] a ledger of a newer program is refused and left alone', async () => {
  await ledger.close();
  const db = new DatabaseSync(path());
  db.exec('pragma user_version = 999');
  db.close();
  expect(() => new SqliteLedger(path())).toThrow(LedgerTooNew);
});

test('[SYN-16] a delivery waits once, in order, until it is handled', async () => {
  const delivery = (id: string) => ({ id, body: `{"id":"${id}"}`, at: { lo: 1000, hi: 2000 } });
  await ledger.commit({ received: [delivery('Ev2'), delivery('Ev1')] });
  await ledger.commit({ received: [{ ...delivery('Ev2'), body: 'again' }] });
  expect(await ledger.deliveries(9)).toEqual([delivery('Ev2'), delivery('Ev1')]);
  expect(await ledger.deliveries(1)).toEqual([delivery('Ev2')]);
  await ledger.commit({ handled: ['Ev2'] });
  expect(await ledger.deliveries(9)).toEqual([delivery('Ev1')]);
});

test('[SYN-12] threads are listed by the age of their proof, of one channel or of all', async () => {
  await ledger.commit({
    messages: [
      { ...message('1.000001'), threadReadAt: 300 },
      { ...message('2.000001'), threadReadAt: 100 },
      { ...message('3.000001'), channelId: 'C2', threadReadAt: 200 },
      message('4.000001'),
    ],
  });
  const tss = (records: { ts: string }[]) => records.map(({ ts }) => ts);
  const listed = await ledger.threads({ readBefore: 1000, limit: 9 });
  expect(tss(listed)).toEqual(['2.000001', '3.000001', '1.000001']);
  expect(listed[0]?.threadReadAt).toBe(100);
  expect(tss(await ledger.threads({ channelId: 'C1', readBefore: 300, limit: 9 }))).toEqual([
    '2.000001',
  ]);
  expect(tss(await ledger.threads({ readBefore: 1000, limit: 1 }))).toEqual(['2.000001']);
});

test('[MAP-11] live messages older than a moment are listed, oldest first', async () => {
  await ledger.commit({
    messages: [
      message('3.000001'),
      message('1.000001'),
      { ...message('2.000001'), state: 'gone' },
      message('9.000001'),
    ],
  });
  const old = await ledger.expired({ channelId: 'C1', before: '9.000001', limit: 9 });
  expect(old.map(({ ts }) => ts)).toEqual(['1.000001', '3.000001']);
});

test('[MAP-6] the messages that hold a file are found by its id', async () => {
  const file = { part: 'file:F1', key: 'slack:T1:C1:1.000001', digest: 'd' };
  await ledger.commit({
    messages: [
      { ...message('1.000001'), parts: [file] },
      { ...message('2.000001'), parts: [{ ...file, part: 'file:F11' }] },
    ],
  });
  expect((await ledger.holders('file:F1')).map(({ ts }) => ts)).toEqual(['1.000001']);
});
