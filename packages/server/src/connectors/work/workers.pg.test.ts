import { afterEach, expect, test } from 'vitest';
import { connectorId } from '../store/connector-id.ts';
import type { MadeConnector } from './testing/make-connector.ts';
import {
  eventually,
  quickTiming,
  type WorkedWorkspace,
  workedWorkspace,
} from './testing/worked-workspace.ts';

let at: WorkedWorkspace;
afterEach(() => at?.close());

const say = (text: string, channel = at.rope) =>
  at.sandbox.world.post({ channel, user: at.person, text });
const remembered = (made: MadeConnector, ...texts: string[]) =>
  eventually(
    () => at.texts(made),
    (found) => texts.every((text) => found.includes(text)),
  );
/** As the inbox stores it. */
const deliver = async (made: MadeConnector, event: Record<string, unknown>) => {
  const second = Math.floor(Date.now() / 1000) * 1000;
  await at.pool.query(
    `insert into delivery (tenant, connector, id, body, at_lo, at_hi)
     values ($1, $2, gen_random_uuid()::text, $3, $4, $5)`,
    [made.tenant, made.connector, JSON.stringify(event), second, second + 1000],
  );
  at.server.ctx.inbox.ring([made.connector]);
};
const change = async (made: MadeConnector, sql: string, ...values: unknown[]) => {
  await at.pool.query(`update connector set ${sql} where id = $1`, [made.connector, ...values]);
  await at.tell(made);
};

test('[MGD-2] a connector’s row is all it takes: the memory fills, and the status tells of it', async () => {
  at = await workedWorkspace();
  const root = say('the first');
  at.sandbox.world.post({ channel: at.rope, user: at.person, text: 'a reply', threadTs: root.ts });
  const made = await at.connect({ poll_seconds: 10 });
  await at.tell(made);
  await remembered(made, 'the first', 'a reply');
  const status = await eventually(
    () => at.status(made),
    (found) => found.state === 'polling' && (found.counts as { replies: number }).replies === 1,
  );
  expect(status).toMatchObject({
    counts: { messages: 1, replies: 1 },
    backfilled: true,
    clamped: false,
    failures: [],
  });
  const counted = await eventually(
    async () =>
      (
        await at.pool.query<{ messages: number; replies: number }>(
          `select sum(messages)::int as messages, sum(replies)::int as replies from throughput
           where connector = $1`,
          [made.connector],
        )
      ).rows[0],
    (row) => row?.replies === 1,
  );
  expect(counted).toEqual({ messages: 1, replies: 1 });
  const told = await eventually(
    async () =>
      (
        await at.pool.query<{ payload: Record<string, unknown>; scope: string }>(
          `select payload, scope from lifecycle where tenant = $1 and kind = 'connector_progress'
           order by xid desc, seq desc limit 1`,
          [made.tenant],
        )
      ).rows[0],
    (row) => row?.payload.state === 'polling' && row.payload.captured === 2,
  );
  expect(told).toMatchObject({
    scope: `${made.rootScope}/source:slack`,
    payload: { connector_id: connectorId(made.connector), captured: 2, owed: {} },
  });
});

test('[MGD-3] paused, nothing is read and the lease is free; resumed, it goes on', async () => {
  at = await workedWorkspace();
  say('before');
  const made = await at.connect();
  await at.tell(made);
  await remembered(made, 'before');
  await change(made, "wanted = 'paused'");
  const lease = () =>
    at.pool
      .query<{ owner: string | null }>('select owner from lease where installation = $1', [
        made.installation,
      ])
      .then(({ rows }) => rows[0]?.owner);
  await eventually(lease, (owner) => owner === null);
  say('while it is paused');
  const calls = at.sandbox.calls.of('conversations.history').calls;
  await new Promise((resolve) => setTimeout(resolve, 5 * quickTiming.lease.sweepMs));
  expect(at.sandbox.calls.of('conversations.history').calls).toBe(calls);
  expect(await at.texts(made)).toEqual(['before']);
  await change(made, "wanted = 'running'");
  await remembered(made, 'before', 'while it is paused');
});

test('[MGD-3] settings that change begin a new run at once', async () => {
  at = await workedWorkspace();
  const other = at.sandbox.world.addChannel({
    name: 'other',
    members: [at.person, at.sandbox.app.botUserId],
  });
  say('in rope');
  say('in other', other.id);
  const made = await at.connect({ channels: [at.rope], poll_seconds: 3600 });
  await at.tell(made);
  await remembered(made, 'in rope');
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'polling',
  );
  expect(await at.texts(made)).toEqual(['in rope']);
  await change(
    made,
    `settings = jsonb_set(settings, '{channels}', $2), epoch = epoch + 1`,
    JSON.stringify([at.rope, other.id]),
  );
  await remembered(made, 'in rope', 'in other');
});

test('[MGD-3] deleted with its data nothing of it is left, and the workspace can be connected anew', async () => {
  at = await workedWorkspace();
  const gone = say('deleted in Slack, its key held');
  say('to be forgotten');
  const made = await at.connect({ mode: 'realtime' });
  await at.tell(made);
  await remembered(made, 'to be forgotten');
  at.sandbox.world.delete(at.rope, gone.ts);
  await deliver(made, {
    type: 'message',
    subtype: 'message_deleted',
    channel: at.rope,
    ts: `${Math.floor(Date.now() / 1000)}.000900`,
    deleted_ts: gone.ts,
  });
  await eventually(
    () => at.texts(made),
    (texts) => !texts.includes('deleted in Slack, its key held'),
  );
  await at.pool.query(
    `insert into event (tenant, id, scope, modality, caller, observed_at, recorded_at, labels, envelope)
     values ($1, gen_random_uuid(), $2, 'note', 'user:ada', now(), now(), '{}',
             '{"content":{"text":"somebody else’s"}}')`,
    [made.tenant, `${made.rootScope}/source:slack/channel:rope`],
  );
  await change(made, "wanted = 'deleting', forgets = true");
  await eventually(
    () => at.pool.query('select from slack_installation where id = $1', [made.installation]),
    ({ rowCount }) => rowCount === 0,
  );
  expect(await at.texts(made)).toEqual(['somebody else’s']);
  for (const table of [
    'connector',
    'ledger_message',
    'ledger_channel',
    'ledger_value',
    'delivery',
    'throughput',
    'connector_scope',
  ]) {
    const { rowCount } = await at.pool.query(`select from ${table} where tenant = $1`, [
      made.tenant,
    ]);
    expect([table, rowCount]).toEqual([table, 0]);
  }
  const { rowCount: keys } = await at.pool.query(
    'select from event where tenant = $1 and idempotency_key is not null',
    [made.tenant],
  );
  expect(keys).toBe(0);
});

test('[MGD-3] deleted without its data, the memory stays, and so does a sibling on the same app', async () => {
  at = await workedWorkspace();
  say('stays');
  const made = await at.connect();
  const sibling = await at.connect(
    { scope_template: `${made.rootScope}/source:sibling/channel:{channel}`, channels: [at.rope] },
    made,
  );
  await at.tell(made);
  await remembered(made, 'stays');
  await change(made, "wanted = 'deleting'");
  await eventually(
    () => at.pool.query('select from connector where id = $1', [made.connector]),
    ({ rowCount }) => rowCount === 0,
  );
  expect(await at.texts(made)).toContain('stays');
  const { rowCount } = await at.pool.query('select from slack_installation where id = $1', [
    sibling.installation,
  ]);
  expect(rowCount).toBe(1);
});

test('[MGD-4] in real time an event is in the memory without any look at Slack', async () => {
  at = await workedWorkspace();
  say('before');
  const made = await at.connect({ mode: 'realtime' });
  await at.tell(made);
  await remembered(made, 'before');
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'live',
  );
  const calls = at.sandbox.calls.of('conversations.history').calls;
  const ts = `${Math.floor(Date.now() / 1000)}.000100`;
  await deliver(made, {
    type: 'message',
    channel: at.rope,
    user: at.person,
    text: 'by an event',
    ts,
    event_ts: ts,
  });
  await remembered(made, 'by an event');
  expect(at.sandbox.calls.of('conversations.history').calls).toBe(calls);
  await eventually(
    () => at.pool.query('select from delivery where tenant = $1', [made.tenant]),
    ({ rowCount }) => rowCount === 0,
  );
});

test('[SYN-12] events that were lost are made up for by an audit, and owed no longer', async () => {
  at = await workedWorkspace();
  say('before');
  const made = await at.connect({ mode: 'realtime' });
  await at.tell(made);
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'live',
  );
  say('its event was lost');
  await at.pool.query(
    `insert into delivery_gap (tenant, connector, reason, audit, since)
     values ($1, $2, 'rate_limited', 'quick', now())`,
    [made.tenant, made.connector],
  );
  await remembered(made, 'its event was lost');
});

test('[SYN-6] a token that Slack refuses is said so, and asked for no more often than every few minutes', async () => {
  at = await workedWorkspace({ ...quickTiming, refusedMs: 60_000 });
  const made = await at.connect();
  at.sandbox.rotateToken();
  await at.tell(made);
  const status = await eventually(
    () => at.status(made),
    ({ state }) => state === 'failed',
  );
  expect(status.reason).toMatch(/token/);
  const calls = at.sandbox.calls.of('auth.test').calls;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(at.sandbox.calls.of('auth.test').calls).toBe(calls);
  // another token is stored: at once
  say('readable again');
  await at.pool.query('update slack_installation set token = $2 where id = $1', [
    made.installation,
    at.server.ctx.sealer.seal(`slack-token:${made.installation}`, at.sandbox.botToken),
  ]);
  await at.tell(made);
  await remembered(made, 'readable again');
});

test('[MGD-3] the window is read again where that is asked for: nothing is written twice', async () => {
  at = await workedWorkspace();
  say('once');
  const made = await at.connect({ mode: 'realtime' });
  await at.tell(made);
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'live',
  );
  const calls = at.sandbox.calls.of('conversations.history').calls;
  await at.pool.query(
    `insert into ledger_value (tenant, connector, name, value) values ($1, $2, 'reread', '1')`,
    [made.tenant, made.connector],
  );
  await change(made, 'epoch = epoch + 1');
  await eventually(
    async () => at.sandbox.calls.of('conversations.history').calls,
    (now) => now > calls,
  );
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'live',
  );
  expect(await at.texts(made)).toEqual(['once']);
  const { rowCount } = await at.pool.query(`select from ledger_value where name = 'reread'`);
  expect(rowCount).toBe(0);
});

test('[MGD-4] with an app token the owner of the lease opens the socket, and closes it when paused', async () => {
  at = await workedWorkspace();
  say('before');
  const made = await at.connect({ mode: 'realtime' });
  await at.pool.query('update slack_installation set app_token = $2 where id = $1', [
    made.installation,
    at.server.ctx.sealer.seal(`slack-app-token:${made.installation}`, at.sandbox.appToken),
  ]);
  await at.tell(made);
  const open = () => Promise.resolve(at.sandbox.sockets.connections.length);
  await eventually(open, (n) => n === 1);
  await eventually(
    () => at.status(made),
    ({ state }) => state === 'live',
  );
  say('over the socket');
  await remembered(made, 'before', 'over the socket');
  await change(made, "wanted = 'paused'");
  await eventually(open, (n) => n === 0);
});

test('[MGD-6] a private channel’s scope is private from its first message on', async () => {
  at = await workedWorkspace();
  const members = [at.person, at.sandbox.app.botUserId];
  const secret = at.sandbox.world.addChannel({ name: 'board', members, kind: 'private' });
  say('for all');
  say('for the board', secret.id);
  const made = await at.connect({ channels: [at.rope, secret.id] });
  await at.tell(made);
  await remembered(made, 'for all', 'for the board');
  const { rows } = await at.pool.query(
    'select scope, channel_id from private_scope where tenant = $1',
    [made.tenant],
  );
  expect(rows).toEqual([
    { scope: `${made.rootScope}/source:slack/channel:board`, channel_id: secret.id },
  ]);
});
