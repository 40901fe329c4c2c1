import { randomUUID } from 'node:crypto';
import { memoryContract } from '@belay/cli/memory/memory-contract';
import { LedgerLost, type PreparedWrite } from '@belay/connector/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import type { Fence } from '../lease/fence.ts';
import { giveBackLease } from '../lease/give-back-lease.ts';
import { takeLease } from '../lease/take-lease.ts';
import { PostgresLedger } from '../ledger/postgres-ledger.ts';
import { connectorId } from '../store/connector-id.ts';
import { revokeServiceActor, ServiceActor } from '../work/service-actor.ts';
import { type MadeConnector, makeConnector } from '../work/testing/make-connector.ts';
import { LocalMemory } from './local-memory.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Made {
  place: MadeConnector;
  fence: Fence;
  scope: string;
  memory: LocalMemory;
}

async function made(): Promise<Made> {
  const place = await makeConnector(server.pool);
  const fence = await takeLease(
    server.pool,
    place,
    { kind: 'connectors', owner: randomUUID() },
    30_000,
  );
  if (!fence) throw new Error('a new lease is taken by somebody');
  const scope = `${place.rootScope}/source:slack`;
  return { place, fence, scope, memory: memoryOf(place, fence, scope) };
}

function memoryOf(
  place: MadeConnector,
  fence: Fence,
  scope: string,
  onWritten: (saidAt: number) => void = () => undefined,
): LocalMemory {
  const { ctx } = server;
  const actor = new ServiceActor(ctx, { ...place, scope });
  return new LocalMemory({ ctx, ...place, fence, caller: () => actor.caller(), onWritten });
}

memoryContract('the server’s own, for managed connectors', async () => {
  const { memory, scope } = await made();
  return { memory, scope, keysOfForgotten: 'taken' };
});

function write(scope: string, key: string, { text = key, channel = 'C1' } = {}): PreparedWrite {
  const body = JSON.stringify({
    scope,
    modality: 'conversation',
    observed_actor: 'user:ada@rope.example',
    content: { kind: 'message', role: 'user', text },
    context: { labels: ['channel:rope', `channel_id:${channel}`] },
    idempotency_key: key,
  });
  return { key, body };
}

async function keysIn({ place }: Made): Promise<string[]> {
  const { rows } = await server.pool.query<{ key: string }>(
    'select idempotency_key as key from event where tenant = $1 order by 1',
    [place.tenant],
  );
  return rows.map(({ key }) => key);
}

test('[MGD-5] a late page of a former owner is discarded, and so is what it would forget', async () => {
  const one = await made();
  const [first] = await one.memory.capture([write(one.scope, 'k1')]);
  const eventId = first?.outcome === 'captured' ? first.eventId : '';
  await giveBackLease(server.pool, one.fence);
  const next = await takeLease(
    server.pool,
    one.place,
    { kind: 'connectors', owner: randomUUID() },
    30_000,
  );
  expect(next?.fence).toBe(one.fence.fence + 1);
  await expect(one.memory.capture([write(one.scope, 'k2')])).rejects.toThrow(LedgerLost);
  await expect(one.memory.forget(one.scope, [eventId], 'late')).rejects.toThrow(LedgerLost);
  expect(await keysIn(one)).toEqual(['k1']);
  expect((await one.memory.byKey('k1'))?.experience).toBeDefined();
});

test('[MGD-2] what it captures names the connector in the lifecycle, and its actor as the writer', async () => {
  const one = await made();
  await one.memory.capture([write(one.scope, 'k1'), write(one.scope, 'k2')]);
  const { rows } = await server.pool.query(
    `select l.payload, array_agg(distinct e.caller) as callers from lifecycle l
     join event e on e.tenant = l.tenant and e.id = any(l.events)
     where l.tenant = $1 and l.kind = 'captured' group by l.payload`,
    [one.place.tenant],
  );
  expect(rows).toEqual([
    {
      payload: {
        connector_id: connectorId(one.place.connector),
        batch_id: expect.stringMatching(/^batch_/),
      },
      callers: [one.place.actor],
    },
  ]);
});

test('[MGD-2] outside its part of the scopes it may write nothing, and the run ends', async () => {
  const one = await made();
  const denied = one.memory.capture([
    write(one.scope, 'k1'),
    write(`${one.place.rootScope}/source:desk`, 'k2'),
  ]);
  await expect(denied).rejects.toMatchObject({ code: 'POLICY_DENIED', retriable: false });
  await expect(one.memory.forget(one.place.rootScope, [], 'x')).rejects.toMatchObject({
    code: 'POLICY_DENIED',
  });
  expect(await keysIn(one)).toEqual([]);
});

test('[MGD-2] its token dies with the connector, whoever still holds it', async () => {
  const one = await made();
  await one.memory.capture([write(one.scope, 'k1')]);
  await revokeServiceActor(server.ctx, one.place);
  await expect(one.memory.capture([write(one.scope, 'k2')])).rejects.toMatchObject({
    code: 'TOKEN_REVOKED',
    retriable: false,
  });
  // a fresh process mints another, which falls with the same root
  const again = memoryOf(one.place, one.fence, one.scope);
  await expect(again.capture([write(one.scope, 'k2')])).rejects.toMatchObject({
    code: 'TOKEN_REVOKED',
  });
});

test('[MGD-6] the scope of a private channel is marked in the commit of its first message', async () => {
  const one = await made();
  const ledger = new PostgresLedger(server.pool, one.place, one.fence);
  const channel = { keyTeamId: 'T1', state: 'active' as const, target: '0' };
  await ledger.commit({
    channels: ['C1', 'G1', 'G2'].map((id) => ({
      ...channel,
      channelId: id,
      name: id,
      keyChannelId: id,
      scopeName: id,
      isPrivate: id.startsWith('G'),
    })),
  });
  const to = (channelId: string, into = channelId) =>
    write(`${one.scope}/channel:${into}`, `${channelId} ${into}`, { channel: channelId });
  await one.memory.capture([to('C1'), to('G1'), to('G1', 'shared'), to('C9')]);
  await one.memory.capture([to('G2', 'shared')]);
  await one.memory.capture([to('G1', 'together'), to('G2', 'together')]);
  const { rows } = await server.pool.query<{ scope: string; channel_id: string | null }>(
    'select scope, channel_id from private_scope where tenant = $1 order by scope',
    [one.place.tenant],
  );
  const below = (id: string) => `${one.scope}/channel:${id}`;
  expect(rows).toEqual([
    // the ledger doesn't know it: hidden until it does
    { scope: below('C9'), channel_id: 'C9' },
    { scope: below('G1'), channel_id: 'G1' },
    // of several private channels: nobody reads it by the name of one
    { scope: below('shared'), channel_id: null },
    { scope: below('together'), channel_id: null },
  ]);
  // turns private later: what was written of it is hidden by that commit
  const [record] = await ledger.channels();
  if (record) await ledger.commit({ channels: [{ ...record, isPrivate: true }] });
  const { rowCount } = await server.pool.query(
    'select from private_scope where tenant = $1 and scope = $2',
    [one.place.tenant, below('C1')],
  );
  expect(rowCount).toBe(1);
});

test('[MGD-2] lag is measured by what was said for the first time, not by reactions and versions', async () => {
  const { place, fence, scope } = await made();
  const told: number[] = [];
  const memory = memoryOf(place, fence, scope, (saidAt) => told.push(saidAt));
  const said = (key: string, second: number, change: Record<string, unknown> = {}) => {
    const { body } = write(scope, key);
    const observed_at = new Date(second * 1000).toISOString();
    const { context, ...rest } = { ...JSON.parse(body), ...change };
    return { key, body: JSON.stringify({ ...rest, context: { ...context, observed_at } }) };
  };
  await memory.capture([said('first', 100)]);
  await memory.capture([
    said('reactions', 200, { modality: 'feedback', content: { kind: 'json', data: {} } }),
    said('version', 300, { context: { labels: ['channel_id:C1', 'version:m.abc'] } }),
  ]);
  expect(told).toEqual([100_000]);
});
