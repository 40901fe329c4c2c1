import { randomUUID } from 'node:crypto';
import { LedgerLost } from '@belay/connector/ports';
import { ledgerContract } from '@belay/connector/testing/ledger-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import type { Fence } from '../lease/fence.ts';
import { giveBackLease } from '../lease/give-back-lease.ts';
import { takeLease } from '../lease/take-lease.ts';
import { type MadeConnector, makeConnector } from '../work/testing/make-connector.ts';
import { PostgresLedger } from './postgres-ledger.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function made(): Promise<{ place: MadeConnector; fence: Fence; ledger: PostgresLedger }> {
  const place = await makeConnector(database.pool);
  const fence = await takeLease(
    database.pool,
    place,
    { kind: 'connectors', owner: randomUUID() },
    30_000,
  );
  if (!fence) throw new Error('a new lease is taken by somebody');
  return { place, fence, ledger: new PostgresLedger(database.pool, place, fence) };
}

ledgerContract('PostgreSQL', async () => {
  const { ledger, place, fence } = await made();
  return { ledger, reopen: async () => new PostgresLedger(database.pool, place, fence) };
});

const channel = (channelId: string, isPrivate = false) => ({
  channelId,
  name: channelId,
  keyChannelId: channelId,
  keyTeamId: 'T1',
  isPrivate,
  scopeName: channelId,
  state: 'active' as const,
  target: '0',
});

test('[MGD-5] a former owner’s commit is refused whole, and the next owner reads what stood before', async () => {
  const { ledger, place, fence } = await made();
  await ledger.commit({ values: { by: 'first' } });
  await giveBackLease(database.pool, fence);
  await expect(ledger.commit({ values: { by: 'first, without a lease' } })).rejects.toThrow(
    LedgerLost,
  );
  const next = await takeLease(
    database.pool,
    place,
    { kind: 'connectors', owner: randomUUID() },
    30_000,
  );
  expect(next?.fence).toBe(fence.fence + 1);
  await expect(ledger.commit({ values: { by: 'first, late' } })).rejects.toThrow(LedgerLost);
  const taken = new PostgresLedger(database.pool, place, next);
  expect(await taken.value('by')).toBe('first');
  await taken.commit({ values: { by: 'second' } });
  expect(await ledger.value('by')).toBe('second');
});

test('[MGD-5] a taker waits for the commit under way, never beside it', async () => {
  const { ledger, place, fence } = await made();
  // the owner sleeps inside its transaction, past the end of its lease
  const blocker = await database.pool.connect();
  await blocker.query('begin');
  await blocker.query('lock table ledger_value in access exclusive mode');
  const committing = ledger.commit({ values: { by: 'first' } });
  await untilWaiting('ledger_value');
  const taking = (async () => {
    await giveBackLease(database.pool, fence);
    const next = await takeLease(
      database.pool,
      place,
      { kind: 'connectors', owner: randomUUID() },
      30_000,
    );
    return next && new PostgresLedger(database.pool, place, next).value('by');
  })();
  await blocker.query('commit');
  blocker.release();
  await committing;
  expect(await taking).toBe('first');
});

test('[SEC-2] ledgers of two connectors, or of two tenants, share nothing', async () => {
  const one = await made();
  const other = await made();
  const sibling = await makeConnector(database.pool, {
    tenant: { id: one.place.tenant, rootScope: one.place.rootScope },
    installation: one.place.installation,
  });
  await one.ledger.commit({
    values: { a: '1' },
    channels: [channel('C1')],
    received: [{ id: 'Ev1', body: '{}', at: { lo: 1, hi: 2 } }],
  });
  for (const ledger of [other.ledger, new PostgresLedger(database.pool, sibling, one.fence)]) {
    expect(await ledger.value('a')).toBeUndefined();
    expect(await ledger.channels()).toEqual([]);
    expect(await ledger.deliveries(9)).toEqual([]);
    await ledger.commit({ handled: ['Ev1'], values: { a: null } });
  }
  expect(await one.ledger.value('a')).toBe('1');
  expect(await one.ledger.deliveries(9)).toHaveLength(1);
});

test('[MGD-6] when a channel turns private, the scopes that were written of it are private', async () => {
  const { ledger, place } = await made();
  await database.pool.query(
    `insert into connector_scope (tenant, connector, channel_id, scope)
     values ($1, $2, 'C1', 'org:a/channel:one'), ($1, $2, 'C2', 'org:a/channel:two')`,
    [place.tenant, place.connector],
  );
  await ledger.commit({ channels: [channel('C1'), channel('C2')] });
  expect(await privateScopes(place)).toEqual([]);
  await ledger.commit({ channels: [channel('C1', true), channel('C2')] });
  await ledger.commit({ channels: [channel('C1', true)] });
  expect(await privateScopes(place)).toEqual(['org:a/channel:one C1']);
});

async function privateScopes({ tenant }: MadeConnector): Promise<string[]> {
  const { rows } = await database.pool.query<{ line: string }>(
    `select scope || ' ' || channel_id as line from private_scope where tenant = $1`,
    [tenant],
  );
  return rows.map(({ line }) => line);
}

/** Until somebody waits for a lock on the table. */
async function untilWaiting(table: string): Promise<void> {
  for (;;) {
    const { rowCount } = await database.pool.query(
      // other tests' databases are clones: their tables have the same numbers
      `select from pg_locks where not granted and relation = $1::regclass
         and database = (select oid from pg_database where datname = current_database())`,
      [table],
    );
    if (rowCount) return;
  }
}
