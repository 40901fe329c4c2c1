import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelRecord, Debt, Ledger, MessageRecord } from '../ports.ts';

/** A ledger under test, empty. */
export interface LedgerUnderTest {
  ledger: Ledger;
  /** the same one as a process finds it that starts later */
  reopen(): Promise<Ledger>;
  close?(): Promise<void>;
}

/** What the engine relies on, whatever keeps the ledger: one suite for every `Ledger`. */
export function ledgerContract(name: string, make: () => Promise<LedgerUnderTest>): void {
  describe(`ledger contract: ${name}`, () => {
    let made: LedgerUnderTest;
    let ledger: Ledger;
    beforeEach(async () => {
      made = await make();
      ({ ledger } = made);
    });
    afterEach(() => made?.close?.());

    test('[CLI-4] a record comes back as it went in, whatever its keys and ids look like', async () => {
      const records = [
        message('1.000001', { parts: [] }),
        message('2.000001', {
          parts: [
            {
              part: 'text',
              key: '=odd',
              digest: '',
              eventId: '=odd',
              earlier: [own, 'evt_foreign'],
            },
            { part: 'file:F1', key: 'slack:T1:C1:2.000001:F1', digest: 'd' },
            { part: 'reactions', key: 'slack:T1:C1:2.000001', digest: 'é', earlier: [] },
            { part: 'file:F2', key: 'slack:T/1:C1:2.000001', digest: 'd' },
            { part: 'file:F3', key: 'slack:T1:C9:2.000001', digest: 'd' },
            { part: 'file:F4', key: '', digest: 'd' },
          ],
          threadTs: '1.000001',
          scope: 'org:a/channel:b',
          threadReadAt: 1773570600123.25,
          registers: '{"text":"\u00e9 \\u0000"}',
        }),
        { ...bare, ts: '3.000001', state: 'skipped' as const },
      ];
      await ledger.commit({ messages: records });
      const found = await ledger.messages('C1', ['3.000001', '1.000001', '2.000001', '4.000001']);
      expect([...found.values()].toSorted((a, b) => (a.ts < b.ts ? -1 : 1))).toEqual(records);
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

    test('[CLI-4] of one thing that a batch names twice, the last counts', async () => {
      await ledger.commit({
        messages: [message('1.000001', { state: 'gone' }), message('1.000001')],
        debts: [debt('a'), debt('a', { attempts: 2 })],
      });
      expect(await ledger.counts()).toEqual({ messages: 1, debts: { thread: 1 } });
      expect(await ledger.debts({ dueBy: 0, limit: 9 })).toEqual([debt('a', { attempts: 2 })]);
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
      await ledger.commit({
        paid: ['a'],
        debts: [debt('a', { attempts: 1 }), debt('c', { due: 5 })],
      });
      expect(ids(await ledger.debts({ dueBy: 10, limit: 9 }))).toEqual(['d', 'a', 'c']);
      expect(ids(await ledger.debts({ dueBy: 60, limit: 2, channelId: 'C1' }))).toEqual(['b', 'a']);
      expect(ids(await ledger.debts({ dueBy: 60, limit: 9, kind: 'file' }))).toEqual([]);
      expect((await ledger.counts()).debts).toEqual({ thread: 4 });
      const [first] = await ledger.debts({ dueBy: 10, limit: 1, channelId: 'C1' });
      expect(first).toEqual(debt('a', { attempts: 1 }));
    });

    test('[CLI-4] a debt that waits for ever is shown to whoever asks for ever', async () => {
      await ledger.commit({ debts: [debt('a', { due: Number.POSITIVE_INFINITY })] });
      expect(await ledger.debts({ dueBy: Number.MAX_SAFE_INTEGER, limit: 9 })).toEqual([]);
      expect(ids(await ledger.debts({ dueBy: Number.POSITIVE_INFINITY, limit: 9 }))).toEqual(['a']);
    });

    test('[CLI-4] priorities are compared byte by byte', async () => {
      await ledger.commit({
        debts: [
          debt('a', { priority: 'a' }),
          debt('b', { priority: 'B' }),
          debt('0', { priority: '' }),
        ],
      });
      expect(ids(await ledger.debts({ dueBy: 0, limit: 9 }))).toEqual(['a', 'b', '0']);
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
      await ledger.commit({ intents: [intent, { ...intent, key: 'k0' }] });
      await ledger.commit({ intents: [{ ...intent, body: '{"a":2}' }] });
      expect(await ledger.intents(9)).toEqual([intent, { ...intent, key: 'k0' }]);
      expect(await ledger.intents(1)).toEqual([intent]);
      await ledger.commit({ settled: ['k1'] });
      expect((await ledger.intents(9)).map((each) => each.key)).toEqual(['k0']);
    });

    test('[CLI-4] the list of certificates is replaced as a whole, and survives a reopening', async () => {
      const chunk = (from: string, to: string) => ({ from, to, readLo: 1.5, readHi: 2 });
      await ledger.commit({
        chunks: [{ channelId: 'C1', chunks: [chunk('1', '2'), chunk('3', '4')] }],
      });
      expect(await ledger.chunks('C1')).toEqual([chunk('1', '2'), chunk('3', '4')]);
      await ledger.commit({ chunks: [{ channelId: 'C1', chunks: [chunk('1', '4')] }] });
      ledger = await made.reopen();
      expect(await ledger.chunks('C1')).toEqual([chunk('1', '4')]);
      expect(await ledger.chunks('C2')).toEqual([]);
      // certificates of a channel make no record of it
      expect(await ledger.channels()).toEqual([]);
    });

    test('[CLI-4] channels keep their order and are replaced by id', async () => {
      await ledger.commit({ channels: [channel('C2', 'b'), channel('C1', 'a')] });
      await ledger.commit({ channels: [channel('C2', 'renamed')], values: { gone: 'x' } });
      await ledger.commit({ values: { gone: null } });
      expect(await ledger.channels()).toEqual([channel('C2', 'renamed'), channel('C1', 'a')]);
      expect(await ledger.value('gone')).toBeUndefined();
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
      const listed = await ledger.threads({ readBefore: 1000, limit: 9 });
      expect(tss(listed)).toEqual(['2.000001', '3.000001', '1.000001']);
      expect(listed[0]?.threadReadAt).toBe(100);
      expect(tss(await ledger.threads({ channelId: 'C1', readBefore: 300, limit: 9 }))).toEqual([
        '2.000001',
      ]);
      expect(tss(await ledger.threads({ readBefore: 1000, limit: 1 }))).toEqual(['2.000001']);
      const forEver = { readBefore: Number.POSITIVE_INFINITY, limit: 1 };
      expect(tss(await ledger.threads({ channelId: 'C2', ...forEver }))).toEqual(['3.000001']);
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
      const old = { channelId: 'C1', before: '9.000001' };
      expect(tss(await ledger.expired({ ...old, limit: 9 }))).toEqual(['1.000001', '3.000001']);
      expect(tss(await ledger.expired({ ...old, limit: 1 }))).toEqual(['1.000001']);
    });

    test('[MAP-6] the messages that hold a file are found by its id', async () => {
      const file = { part: 'file:F1', key: 'slack:T1:C1:1.000001', digest: 'd' };
      await ledger.commit({
        messages: [
          { ...message('1.000001'), parts: [file] },
          { ...message('2.000001'), parts: [{ ...file, part: 'file:F11' }] },
          { ...message('3.000001'), parts: [file] },
          { ...message('4.000001'), parts: [file], state: 'gone' },
        ],
      });
      await ledger.commit({ messages: [message('3.000001')] });
      expect(tss(await ledger.holders('file:F1'))).toEqual(['1.000001']);
    });
  });
}

const own = `evt_${'0f'.repeat(16)}`;
const bare = { channelId: 'C1', inChannel: false, parts: [], registers: '' };
const tss = (records: MessageRecord[]) => records.map(({ ts }) => ts);
const ids = (debts: Debt[]) => debts.map(({ id }) => id);

function message(ts: string, more: Partial<MessageRecord> = {}): MessageRecord {
  return {
    channelId: 'C1',
    ts,
    inChannel: true,
    bareKey: 'text',
    parts: [{ part: 'text', key: `slack:T1:C1:${ts}`, eventId: own, digest: 'abc' }],
    registers: '{}',
    state: 'live',
    ...more,
  };
}

function debt(id: string, more: Partial<Debt> = {}): Debt {
  return {
    id,
    channelId: 'C1',
    kind: 'thread',
    ts: '1.000001',
    due: 0,
    attempts: 0,
    priority: '1',
    ...more,
  };
}

function channel(channelId: string, name: string): ChannelRecord {
  return {
    channelId,
    name,
    keyChannelId: channelId,
    keyTeamId: 'T1',
    isPrivate: false,
    scopeName: name,
    state: 'active',
    target: '0',
  };
}
