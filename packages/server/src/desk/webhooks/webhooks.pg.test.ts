import { randomUUID } from 'node:crypto';
import type {
  AnnouncementsPage,
  CreatedWebhook,
  DeliveriesPage,
  WebhookDeliveryView,
  WebhookPayload,
  WebhookView,
} from '@belay/contract/desk/webhook';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId } from '../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson } from '../../testing/test-person.ts';
import { announce } from '../announce/announce.ts';
import { eraseAnnouncements } from '../announce/erase-announcements.ts';
import { type ReachWorld, reachWorld } from '../announce/testing/reach-world.ts';
import { isSignedBy, type Receiver, startReceiver } from '../announce/testing/receiver.ts';
import { deliverWebhook } from './deliver-webhook.ts';

let server: TestServer;
let world: ReachWorld;
let receiver: Receiver;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({ BELAY_LOCAL_TARGETS: '1' });
  world = await reachWorld(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  now = Date.now();
});
afterEach(async () => {
  await receiver.close();
  await server.pool.query('delete from webhook');
});

const hook = (path = '/hook', body: object = {}) =>
  world.ask<CreatedWebhook>('POST', '/v1/webhooks', {
    name: 'Books',
    url: receiver.url + path,
    events: ['conversation.started', 'lead.captured'],
    ...body,
  });
const happen = async (given: Partial<Parameters<typeof announce>[1]> = {}) =>
  inTransaction(server.pool, (db) =>
    announce(db, {
      tenant: world.tenant,
      agent: world.agent,
      conversation: null,
      kind: 'conversation.started',
      about: randomUUID(),
      data: { visitor: 'Vera' },
      at: new Date(now),
      ...given,
    }),
  );
/** Runs the waiting jobs of deliveries as the queue would, the clock at their moment. */
const work = async (signal = new AbortController().signal): Promise<number> => {
  const { rows } = await server.pool.query<{
    id: string;
    payload: { tenant: string; delivery: string };
    run_at: Date;
  }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'deliver_webhook' returning j.id, j.payload, j.run_at`,
  );
  for (const { payload, run_at } of rows) {
    now = Math.max(now, run_at.getTime());
    await deliverWebhook({ ...server.ctx, now: () => now }, payload, {
      signal,
      attempt: 1,
      isLast: false,
    });
  }
  return rows.length;
};
const deliveries = async (id: string) =>
  (await world.ask<DeliveriesPage>('GET', `/v1/webhooks/${id}/deliveries`)).items;
const view = (id: string) => world.ask<WebhookView>('GET', `/v1/webhooks/${id}`);

test('[NTF-8] what happens is announced once, in its transaction, and told to those who want it', async () => {
  const { id, secret } = await hook();
  const other = await hook('/other', { events: ['rating.low'] });
  const { conversation } = await world.conversation();
  await inTransaction(server.pool, async (db) => {
    await announce(db, {
      ...{ tenant: world.tenant, agent: world.agent, conversation, kind: 'conversation.started' },
      ...{ about: 'lost', data: {}, at: new Date(now) },
    });
    throw new Error('no');
  }).catch(() => undefined);
  const about = randomUUID();
  const at = new Date(now).toISOString();
  const twice = await Promise.all([1, 2, 3].map(() => happen({ conversation, about })));
  expect(twice.filter(Boolean)).toHaveLength(1);
  expect(await work()).toBe(1);

  const [sent] = receiver.received;
  expect(receiver.received).toHaveLength(1);
  expect([sent?.method, sent?.path, sent?.headers['content-type']]).toEqual([
    'POST',
    '/hook',
    'application/json',
  ]);
  expect(sent && isSignedBy(secret, sent)).toBe(true);
  expect(sent && isSignedBy(other.secret, sent)).toBe(false);
  const payload: WebhookPayload = JSON.parse(sent?.body ?? '');
  expect(payload).toEqual({
    id: expect.stringMatching(/^ann_[0-9a-f]{32}$/),
    event: 'conversation.started',
    at,
    agent: { id: publicId('agt', world.agent), name: 'Rope helper' },
    conversation_id: publicId('cnv', conversation),
    data: { visitor: 'Vera' },
  });
  const [done] = await deliveries(id);
  expect(done).toMatchObject({ state: 'delivered', attempts: 1, status: 200, reason: null });
  expect(sent?.headers['belay-delivery']).toBe(done?.id);
  expect(await deliveries(other.id)).toEqual([]);
  const { rows } = await server.pool.query('select body from webhook_delivery');
  expect(rows).toEqual([{ body: null }]);

  const said = await world.ask<AnnouncementsPage>('GET', '/v1/desk/announcements?limit=1');
  expect(said.items).toEqual([
    {
      ...payload,
      told: [
        {
          via: 'webhook',
          webhook: { id, name: 'Books' },
          delivery_id: done?.id,
          state: 'delivered',
          reason: null,
        },
      ],
    },
  ]);
});

test('[DSK-11] single messages are announced where a webhook wants them, and kept for nobody else', async () => {
  const { conversation } = await world.conversation();
  const one = { conversation, kind: 'message.created', about: randomUUID() } as const;
  expect(await happen(one)).toBe(false);
  await hook('/messages', { events: ['message.created'] });
  expect(await happen(one)).toBe(true);
  expect(await work()).toBe(1);
});

test('[NTF-8] tests, and the five events of a paused or private agent, are not announced', async () => {
  await hook();
  const { conversation } = await world.conversation({ isTest: true });
  expect(await happen({ conversation })).toBe(false);
  const set = (columns: string) =>
    server.pool.query(`update agent set ${columns} where tenant = $1 and id = $2`, [
      world.tenant,
      world.agent,
    ]);
  await set('is_paused = true');
  expect(await happen()).toBe(false);
  expect(await happen({ kind: 'conversation.closed' })).toBe(true);
  await set('is_paused = false, is_public = false');
  expect(await happen({ kind: 'lead.captured' })).toBe(false);
  await set('is_public = true');
  expect(await work()).toBe(0);
});

test('[NTF-8] announcements page, the newest first, and a stranger’s ids name nothing', async () => {
  const { conversation } = await world.conversation();
  for (const text of ['a', 'b', 'c']) await happen({ conversation, data: { text } });
  const path = `/v1/desk/announcements?conversation_id=${publicId('cnv', conversation)}&limit=2`;
  const first = await world.ask<AnnouncementsPage>('GET', path);
  const rest = await world.ask<AnnouncementsPage>('GET', `${path}&cursor=${first.next_cursor}`);
  expect([...first.items, ...rest.items].map(({ data }) => data.text)).toEqual(['c', 'b', 'a']);
  expect(rest.next_cursor).toBeNull();
  for (const query of ['conversation_id=nonsense', `agent_id=agt_${'0'.repeat(32)}`])
    expect(
      (await world.ask<AnnouncementsPage>('GET', `/v1/desk/announcements?${query}`)).items,
    ).toEqual([]);
  expect((await world.owner.call('GET', '/v1/desk/announcements?cursor=x')).status).toBe(422);
});

test('[DSK-11] a webhook that fails is tried ten times more over a day, with the same bytes and id', async () => {
  const { id } = await hook();
  receiver.answer = () => ({ status: 500 });
  const began = now;
  await happen();
  let tries = 0;
  while ((await work()) > 0) tries += 1;
  expect(tries).toBe(11);
  const hours = (now - began) / 3_600_000;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(30);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(new Set(receiver.received.map(({ headers }) => headers['belay-delivery'])).size).toBe(1);
  const [failed] = await deliveries(id);
  expect(failed).toMatchObject({ state: 'failed', status: 500, reason: 'It answered 500.' });
  expect(await view(id)).toMatchObject({ enabled: true, trouble: expect.stringContaining('500') });

  // sent again by hand, under its id, and all is well
  receiver.answer = () => ({ status: 204 });
  const path = `/v1/webhooks/${id}/deliveries/${failed?.id}/replay`;
  const again = await world.ask<WebhookDeliveryView>('POST', path, {});
  expect(again).toMatchObject({ id: failed?.id, state: 'waiting', attempts: 0 });
  await work();
  expect(receiver.received.at(-1)?.body).toBe(receiver.received[0]?.body);
  expect(await view(id)).toMatchObject({
    trouble: null,
    last_delivery: { id: failed?.id, state: 'delivered', attempts: 1 },
  });
});

test('[DSK-11] twenty failures in a row switch a webhook off, and say so; switching it on mends that', async () => {
  const { id } = await hook();
  receiver.answer = () => ({ status: 503 });
  for (let event = 0; event < 3; event++) await happen();
  for (let round = 0; round < 12; round++) await work();
  expect(receiver.received).toHaveLength(20);
  const off = await view(id);
  expect(off).toMatchObject({ enabled: false });
  expect(off.trouble).toMatch(/last 20 tries failed.*503.*switch it on/i);
  expect((await deliveries(id)).map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  const [{ id: failed } = { id: '' }] = await deliveries(id);
  const replay = `/v1/webhooks/${id}/deliveries/${failed}/replay`;
  expect((await world.owner.call('POST', replay, {})).status).toBe(409);
  await happen();
  expect(await work()).toBe(0);

  receiver.answer = () => ({ status: 200 });
  const on = await world.ask<WebhookView>('PATCH', `/v1/webhooks/${id}`, { enabled: true });
  expect(on).toMatchObject({ enabled: true, trouble: null, name: 'Books' });
  await happen();
  await work();
  expect((await deliveries(id))[0]).toMatchObject({ state: 'delivered' });
});

test('[DSK-11] 410 switches it off at once; a redirect is a failure that names the remedy', async () => {
  const { id } = await hook();
  receiver.answer = () => ({ status: 308, headers: { location: 'http://127.0.0.1:1/' } });
  await happen();
  await work();
  expect((await deliveries(id))[0]).toMatchObject({
    state: 'waiting',
    status: 308,
    reason: expect.stringContaining('redirect'),
    next_attempt_at: expect.any(String),
  });
  receiver.answer = () => ({ status: 410 });
  await work();
  expect(await view(id)).toMatchObject({ enabled: false, trouble: expect.stringContaining('410') });
  expect((await deliveries(id))[0]).toMatchObject({ state: 'failed', next_attempt_at: null });
});

test('[DSK-11] cut off in between, it is sent at least once; stopped by us, it costs no try', async () => {
  const { id } = await hook();
  await happen();
  const { rows } = await server.pool.query<{ tenant: string; delivery: string }>(
    'select tenant, id as delivery from webhook_delivery',
  );
  const stopped = new AbortController();
  receiver.answer = async () => {
    stopped.abort();
    return new Promise(() => undefined);
  };
  await work(stopped.signal);
  expect((await deliveries(id))[0]).toMatchObject({ state: 'waiting', attempts: 0 });
  // a process that dies after the request: the row says waiting, the job comes back
  receiver.answer = () => ({ status: 200 });
  await server.pool.query('update webhook_delivery set attempts = 1');
  expect(await work()).toBe(1);
  expect((await deliveries(id))[0]).toMatchObject({ state: 'delivered', attempts: 2 });
  // and a second job for what is done does nothing
  for (const row of rows)
    await deliverWebhook(server.ctx, row, {
      signal: new AbortController().signal,
      attempt: 2,
      isLast: false,
    });
  expect(receiver.received).toHaveLength(2);
});

test('[SEC-7] what was told of an erased conversation is taken back where it waits', async () => {
  const { id } = await hook();
  const { conversation } = await world.conversation();
  await happen({ conversation });
  await inTransaction(server.pool, (db) => eraseAnnouncements(db, world.tenant, [conversation]));
  await work();
  expect(receiver.received).toEqual([]);
  const [erased] = await deliveries(id);
  expect(erased).toMatchObject({ state: 'failed', reason: expect.stringContaining('erased') });
  const replay = `/v1/webhooks/${id}/deliveries/${erased?.id}/replay`;
  expect((await world.owner.call('POST', replay, {})).status).toBe(409);
});

test('[SEC-1] the secret is shown once, sealed at rest, and ends when it is renewed', async () => {
  const { id, secret } = await hook();
  expect(secret).toMatch(/^whsec_[\w-]{43}$/);
  expect(JSON.stringify([await view(id), await deliveries(id)])).not.toContain(secret);
  const { rows } = await server.pool.query<{ secret: Buffer }>('select secret from webhook');
  expect(rows[0]?.secret.includes(secret)).toBe(false);
  const renewed = await world.ask<CreatedWebhook>('POST', `/v1/webhooks/${id}/secret`, {});
  expect(renewed.secret).not.toBe(secret);
  const tested = await world.ask<WebhookDeliveryView>('POST', `/v1/webhooks/${id}/test`, {});
  expect(tested).toMatchObject({ state: 'delivered', status: 200 });
  const [sent] = receiver.received;
  expect(sent && isSignedBy(renewed.secret, sent)).toBe(true);
  expect(sent && isSignedBy(secret, sent)).toBe(false);
  expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ data: { test: true } });
});

test('[DSK-11] a test says what is wrong, and tells nobody else', async () => {
  const { id } = await hook('/hook', { enabled: false });
  receiver.answer = () => ({ status: 401 });
  const tested = await world.ask<WebhookDeliveryView>('POST', `/v1/webhooks/${id}/test`, {});
  expect(tested).toMatchObject({ state: 'failed', status: 401, reason: 'It answered 401.' });
  expect(await view(id)).toMatchObject({ enabled: false, trouble: null });
});

test('[SEC-3] addresses that Belay never asks are refused when they are entered', async () => {
  for (const url of [
    'http://169.254.169.254/latest',
    'http://[fd00:ec2::254]/',
    'http://2130706433/',
    'http://user:pass@shop.example/',
    'http://shop.example:25/',
    'ftp://shop.example/',
  ]) {
    const answer = await world.owner.call('POST', '/v1/webhooks', {
      ...{ name: 'x', url, events: ['rating.low'] },
    });
    expect([url, answer.status]).toEqual([url, 422]);
  }
  const { rows } = await server.pool.query('select from webhook');
  expect(rows).toEqual([]);
});

test('[SEC-2] who may not manage sees where it leads, never the whole address', async () => {
  const { id } = await hook('/hook?key=hush-hush');
  const vic = await invitePerson(server, world.owner, {
    email: 'vic@rope.example',
    role: 'viewer',
  });
  for (const path of ['/v1/webhooks', `/v1/webhooks/${id}`]) {
    const answer = await vic.call('GET', path);
    const text = await answer.text();
    expect([path, answer.status]).toEqual([path, 200]);
    expect(text).toContain(`${receiver.url}/…`);
    expect(text).not.toContain('hush');
  }
  expect((await vic.call('POST', `/v1/webhooks/${id}/test`, {})).status).toBe(403);
});

test('[SEC-2] a name alone is changed, nothing falls back to its default', async () => {
  const { id } = await hook('/hook', { enabled: false });
  const changed = await world.ask<WebhookView>('PATCH', `/v1/webhooks/${id}`, { name: 'Till' });
  expect(changed).toMatchObject({ name: 'Till', enabled: false });
  expect((await world.owner.call('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
  expect((await world.owner.call('GET', `/v1/webhooks/${id}`)).status).toBe(404);
});
