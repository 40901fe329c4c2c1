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
  const intent = { key: 'k1', body: '{"a":1}', channelId: 'C1', ts: '1.000001', part: 'text' };
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
    intents: [{ key: 'k', body: secret.repeat(400), channelId: 'C1', ts: '1.1', part: 'text' }],
  });
  await ledger.commit({ settled: ['k'] });
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
