import { startSandbox } from '@belay/sandbox/start-sandbox';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { largestBody } from './read-raw.ts';
import { deliver, envelope, message } from './testing/deliver.ts';
import { addConnector, install } from './testing/install.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
afterEach(() =>
  server.pool.query(
    `delete from connector; delete from slack_installation; select pg_notify('belay_connectors', '')`,
  ),
);

interface Stored {
  connector: string;
  id: string;
  body: string;
  at_lo: number;
  at_hi: number;
}
const stored = async (connector?: string): Promise<Stored[]> => {
  const { rows } = await server.pool.query<Stored>(
    `select connector, id, body, at_lo, at_hi from delivery
     where $1::uuid is null or connector = $1 order by connector, id`,
    [connector ?? null],
  );
  return rows;
};
const connectorRow = async (connector: string) =>
  (
    await server.pool.query<{ events_seen: Record<string, string>; last_event_at: Date | null }>(
      'select events_seen, last_event_at from connector where id = $1',
      [connector],
    )
  ).rows[0];
const installation = async (id: string) =>
  (
    await server.pool.query<{
      state: string;
      reason: string | null;
      app_id: string | null;
      connected_at: Date | null;
    }>('select state, reason, app_id, connected_at from slack_installation where id = $1', [id])
  ).rows[0];

test('[MGD-4] a signed event is stored when Slack is answered, with its second', async () => {
  const { connector } = await install(server.ctx);
  const body = envelope(message({ text: 'it\u0000holds \ud800' }), { event_id: 'EvOne' });
  const answer = await deliver(server.url, body);
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  const [row] = await stored();
  expect(row).toMatchObject({
    ...{ connector, id: 'EvOne', at_lo: 1_710_502_200_000, at_hi: 1_710_502_201_000 },
  });
  expect(JSON.parse(row?.body ?? '')).toEqual(body.event);
});

test('[MGD-4] a wrong, old, early or missing signature is 401, and nothing is stored', async () => {
  await install(server.ctx);
  const body = envelope();
  const wrongs = [
    { secret: 'another' },
    { at: Date.now() - 301_000 },
    { at: Date.now() + 302_000 },
    { signature: 'v0=' },
    { signature: `v0=${'0'.repeat(64)}` },
  ];
  for (const wrong of wrongs) {
    const answer = await deliver(server.url, body, wrong);
    expect([answer.status, (await answer.json()) as object]).toMatchObject([
      401,
      { error_code: 'INVALID_SIGNATURE' },
    ]);
  }
  const bare = { method: 'POST', body: JSON.stringify(body) };
  expect((await fetch(`${server.url}/slack/events`, bare)).status).toBe(401);
  expect((await deliver(server.url, { ...body, api_app_id: 'A2' })).status).toBe(401);
  expect(await stored()).toEqual([]);
});

test('[MGD-4] nobody connected: everything is 401, the handshake too', async () => {
  const refused = async () => (await deliver(server.url, envelope())).status;
  await eventually(refused).toBe(401);
  const handshake = { type: 'url_verification', challenge: 'x', token: 'y' };
  expect((await deliver(server.url, handshake)).status).toBe(401);
});

test('[MGD-4] the handshake is answered to who knows the secret, and noted for them alone', async () => {
  const mine = await install(server.ctx);
  const other = await install(server.ctx, { signingSecret: 'another', appId: 'A2' });
  const handshake = { type: 'url_verification', challenge: 'c-123', token: 'y' };
  expect((await deliver(server.url, handshake, { secret: 'third' })).status).toBe(401);
  const answer = await deliver(server.url, handshake);
  expect([answer.status, await answer.text()]).toEqual([200, 'c-123']);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect((await installation(mine.id))?.connected_at).not.toBeNull();
  expect((await installation(other.id))?.connected_at).toBeNull();
});

test('[SEC-2] a body that names another tenant’s team reaches only those whose secret signed it', async () => {
  const mine = await install(server.ctx);
  const other = await install(server.ctx, {
    ...{ signingSecret: 'another', appId: 'A2', teamId: 'T2' },
  });
  const foreign = {
    team_id: 'T2',
    context_team_id: 'T2',
    authorizations: [{ team_id: 'T2', user_id: 'UBOT', is_bot: true }],
  };
  expect((await deliver(server.url, envelope(message(), foreign))).status).toBe(200);
  expect(await stored()).toEqual([]);
  const shared = { team_id: 'T2', context_team_id: 'T1', is_ext_shared_channel: true };
  expect((await deliver(server.url, envelope(message(), shared))).status).toBe(200);
  expect((await stored()).map(({ connector }) => connector)).toEqual([mine.connector]);
  expect(await stored(other.connector)).toEqual([]);
});

test('[MGD-4] each running or paused connector of each installation that is meant gets a row', async () => {
  const one = await install(server.ctx);
  const second = await addConnector(server.ctx, one, 'paused');
  await addConnector(server.ctx, one, 'deleting');
  const two = await install(server.ctx);
  await install(server.ctx, { teamId: 'T3' });
  await deliver(server.url, envelope());
  const found = (await stored()).map(({ connector }) => connector);
  expect(found.sort()).toEqual([one.connector, second, two.connector].sort());
});

test('[MGD-4] the same event many times at once is one row; after it was applied, it may come again', async () => {
  await install(server.ctx);
  const body = envelope(message(), { event_id: 'EvTwice' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(server.url, body)));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await stored()).toHaveLength(1);
  await server.pool.query('delete from delivery');
  await deliver(server.url, body);
  expect(await stored()).toHaveLength(1);
});

test('[MGD-4] what no connector can use is acknowledged and not stored, but ticked', async () => {
  const { connector, id } = await install(server.ctx, { appId: null });
  const { status } = await deliver(server.url, envelope({ type: 'app_mention', channel: 'C1' }));
  expect(status).toBe(200);
  await eventually(() => connectorRow(connector)).toMatchObject({
    last_event_at: expect.any(Date),
  });
  await deliver(server.url, envelope());
  await deliver(server.url, envelope(message({ channel_type: 'group' })));
  await deliver(server.url, envelope({ type: 'novel_event' }));
  await eventually(async () =>
    Object.keys((await connectorRow(connector))?.events_seen ?? {}).sort(),
  ).toEqual(['message.channels', 'message.groups']);
  expect(await stored()).toHaveLength(2);
  // the app's id was unknown until it was proved
  expect((await installation(id))?.app_id).toBe('A1');
});

test('[MGD-4] a first arrival keeps its instant', async () => {
  const { connector } = await install(server.ctx);
  const first = '2026-01-01T00:00:00.000Z';
  await server.pool.query('update connector set events_seen = $1', [{ 'message.channels': first }]);
  await deliver(server.url, envelope());
  await eventually(() => connectorRow(connector)).toMatchObject({
    last_event_at: expect.any(Date),
  });
  expect((await connectorRow(connector))?.events_seen).toEqual({ 'message.channels': first });
});

test('[MGD-4] whoever watches a connector hears of the handshake, of a first arrival, and of the end', async () => {
  const { connector } = await install(server.ctx);
  const told = async () =>
    (
      await server.pool.query<{ what: string }>(
        `select payload ->> 'what' as what from lifecycle
         where kind = 'connector_changed' and payload ->> 'connector_id' = $1 order by xid, seq`,
        [`con_${connector.replaceAll('-', '')}`],
      )
    ).rows.map(({ what }) => what);
  await deliver(server.url, { type: 'url_verification', challenge: 'c', token: 'y' });
  expect(await told()).toEqual(['connected']);
  await deliver(server.url, envelope());
  await eventually(told).toEqual(['connected', 'heard']);
  await deliver(server.url, envelope());
  await deliver(server.url, envelope(message({ channel_type: 'group' })));
  await eventually(told).toEqual(['connected', 'heard', 'heard']);
  const event_time = Math.floor(Date.now() / 1000);
  await deliver(server.url, envelope({ type: 'app_uninstalled' }, { event_time }));
  expect(await told()).toEqual(['connected', 'heard', 'heard', 'revoked']);
});

test('[MGD-4] garbage that is signed does no harm, too large is 413', async () => {
  await install(server.ctx);
  const deep = `{"type":"event_callback","api_app_id":"A1","team_id":"T1","event_id":"EvDeep","event":{"type":"message","channel":"C1","ts":"1710502200.000100","blocks":${'['.repeat(300_000)}${']'.repeat(300_000)}}}`;
  for (const body of ['', '{', 'null', '[]', '{"type":"event_callback"}', 'payload=%7B', deep])
    expect((await deliver(server.url, body)).status).toBe(200);
  for (const id of [{}, '', 'x'.repeat(5_000), 'a\u0000b'])
    expect((await deliver(server.url, envelope(message(), { event_id: id }))).status).toBe(200);
  expect(await stored()).toEqual([]);
  const large = envelope(message({ text: 'x'.repeat(largestBody) }));
  expect((await deliver(server.url, large)).status).toBe(413);
  const endless = new ReadableStream({
    pull: (to) => to.enqueue(new Uint8Array(100_000)),
  });
  const streamed = fetch(`${server.url}/slack/events`, {
    ...{ method: 'POST', body: endless, duplex: 'half' },
  });
  await expect(
    streamed.then(
      ({ status }) => status,
      () => 413,
    ),
  ).resolves.toBe(413);
  expect((await deliver(server.url, envelope())).status).toBe(200);
});

test('[MGD-4] another secret counts from the moment on at which it was stored', async () => {
  const { id } = await install(server.ctx);
  expect((await deliver(server.url, envelope())).status).toBe(200);
  const sealed = server.ctx.sealer.seal(`slack-signing:${id}`, 'newer');
  await server.pool.query('update slack_installation set signing_secret = $1', [sealed]);
  await server.pool.query(`select pg_notify('belay_connectors', $1)`, [id]);
  await eventually(
    async () => (await deliver(server.url, envelope(), { secret: 'newer' })).status,
  ).toBe(200);
  expect((await deliver(server.url, envelope())).status).toBe(401);
});

test('[SYN-12] app_rate_limited owes the connectors of that workspace a quick audit', async () => {
  const mine = await install(server.ctx);
  await install(server.ctx, { teamId: 'T2' });
  const notice = {
    ...{ type: 'app_rate_limited', team_id: 'T1', api_app_id: 'A1' },
    minute_rate_limited: 1_710_502_200,
  };
  expect((await deliver(server.url, notice)).status).toBe(200);
  await deliver(server.url, { ...notice, minute_rate_limited: 1_710_502_260 });
  const { rows } = await server.pool.query(
    'select connector, reason, audit, since from delivery_gap',
  );
  expect(rows).toEqual([
    {
      ...{ connector: mine.connector, reason: 'rate_limited', audit: 'quick' },
      since: new Date(1_710_502_200_000),
    },
  ]);
});

test('[INS-4] an uninstall or revocation ends this very bot, never a newer token or another bot', async () => {
  const seconds = Math.floor(Date.now() / 1000);
  const { id } = await install(server.ctx);
  const state = async () => (await installation(id))?.state;
  const revoked = (bot: string) => ({
    type: 'tokens_revoked',
    tokens: { oauth: ['UBOT'], bot: [bot] },
  });
  const now = { event_time: seconds };
  await deliver(server.url, envelope(revoked('UOTHER'), now));
  await deliver(server.url, envelope(revoked('UBOT'), { event_time: seconds - 2 * 86_400 }));
  await deliver(
    server.url,
    envelope(
      { type: 'app_uninstalled' },
      { ...now, team_id: 'T9', context_team_id: 'T9', authorizations: [] },
    ),
  );
  expect(await state()).toBe('active');
  await deliver(server.url, envelope(revoked('UBOT'), now));
  expect(await installation(id)).toMatchObject({ state: 'revoked', reason: /revoked in Slack/ });
  await server.pool.query(`update slack_installation set state = 'active', reason = null`);
  await deliver(server.url, envelope({ type: 'app_uninstalled' }, { ...now, authorizations: [] }));
  expect(await installation(id)).toMatchObject({ state: 'revoked', reason: /removed from/ });
});

test('[SBX-1] the sandbox verifies the URL, and what happens there arrives', async () => {
  const sandbox = await startSandbox();
  try {
    const { connector, id } = await install(server.ctx, {
      ...{ signingSecret: sandbox.signingSecret, botUserId: sandbox.app.botUserId },
      ...{ teamId: sandbox.world.team.current.id, appId: sandbox.app.id },
    });
    const mara = sandbox.world.addUser({ name: 'mara' });
    const members = [mara.id, sandbox.app.botUserId];
    const channel = sandbox.world.addChannel({ name: 'rope', members });
    await sandbox.events.subscribe({ url: `${server.url}/slack/events` });
    expect((await installation(id))?.connected_at).not.toBeNull();
    const { ts } = sandbox.world.post({ channel: channel.id, user: mara.id, text: 'one' });
    sandbox.world.react(channel.id, ts, mara.id, 'tada');
    await sandbox.events.settled();
    const bodies = (await stored(connector)).map(({ body }) => JSON.parse(body));
    expect(bodies).toHaveLength(2);
    expect(bodies).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'message', text: 'one', ts }),
        expect.objectContaining({ type: 'reaction_added', reaction: 'tada' }),
      ]),
    );
  } finally {
    await sandbox.close();
  }
});
