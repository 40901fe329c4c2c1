import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { MessageRecord } from '@belay/connector/ports';
import { ledgerContract } from '@belay/connector/testing/ledger-contract';
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

ledgerContract('SQLite', async () => {
  const place = mkdtempSync(join(tmpdir(), 'belay-ledger-'));
  let open = new SqliteLedger(join(place, 'ledger.sqlite'));
  return {
    ledger: open,
    async reopen() {
      await open.close();
      open = new SqliteLedger(join(place, 'ledger.sqlite'));
      return open;
    },
    async close() {
      await open.close();
      rmSync(place, { recursive: true });
    },
  };
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
