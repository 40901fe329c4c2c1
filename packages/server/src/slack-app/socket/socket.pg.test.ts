import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { eventually } from '../../testing/eventually.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { install, type TestInstallation } from '../testing/install.ts';
import { checkAppToken } from './check-app-token.ts';
import { type OpenSocket, openSocket } from './open-socket.ts';

let server: TestServer;
let sandbox: Sandbox;
let ctx: Context;
beforeAll(async () => {
  server = await startTestServer();
  sandbox = await startSandbox();
  ctx = { ...server.ctx, slackApiUrl: () => sandbox.apiUrl };
});
afterAll(async () => {
  await sandbox.close();
  await server.close();
});

let sockets: OpenSocket[] = [];
let installed: TestInstallation;
beforeEach(async () => {
  sandbox.reset();
  installed = await connected();
});
afterEach(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  sockets = [];
  await server.pool.query(
    `delete from connector; delete from slack_installation; select pg_notify('belay_connectors', '')`,
  );
});

const connected = (appToken = sandbox.appToken) =>
  install(server.ctx, {
    ...{ appToken, signingSecret: null, botUserId: sandbox.app.botUserId },
    ...{ teamId: sandbox.world.team.current.id, appId: sandbox.app.id },
  });
const open = ({ tenant, id } = installed, appToken = sandbox.appToken): OpenSocket => {
  const socket = openSocket({ tenant, id, appToken }, ctx);
  sockets.push(socket);
  return socket;
};
const opened = async (one = installed): Promise<OpenSocket> => {
  const socket = open(one);
  await eventually(() => socket.problem()).toBeUndefined();
  return socket;
};
const texts = async (connector = installed.connector): Promise<string[]> => {
  const { rows } = await server.pool.query<{ body: string }>(
    'select body from delivery where connector = $1',
    [connector],
  );
  return rows.map(({ body }) => JSON.parse(body).text).sort();
};
const row = async () =>
  (
    await server.pool.query<{ connected_at: Date | null; socket_problem: string | null }>(
      'select connected_at, socket_problem from slack_installation where id = $1',
      [installed.id],
    )
  ).rows[0];
const gaps = async () => (await server.pool.query('select reason, audit from delivery_gap')).rows;

function room() {
  const mara = sandbox.world.addUser({ name: 'mara' });
  const members = [mara.id, sandbox.app.botUserId];
  const channel = sandbox.world.addChannel({ name: 'rope', members });
  return (text: string) => sandbox.world.post({ channel: channel.id, user: mara.id, text });
}

test('[MGD-4] an event over the socket is acknowledged after it was stored', async () => {
  const say = room();
  await opened();
  await eventually(row).toMatchObject({ connected_at: expect.any(Date), socket_problem: null });
  say('one');
  await sandbox.events.settled();
  expect(sandbox.events.attempts).toMatchObject([{ via: 'socket', outcome: 'ok' }]);
  expect(await texts()).toEqual(['one']);
  expect(await gaps()).toEqual([]);
});

test('[MGD-4] one socket brings events for every installation that has this app token', async () => {
  const other = await connected();
  const stranger = await connected('xapp-other');
  const say = room();
  await opened();
  say('for both');
  await sandbox.events.settled();
  expect(await texts()).toEqual(['for both']);
  expect(await texts(other.connector)).toEqual(['for both']);
  expect(await texts(stranger.connector)).toEqual([]);
});

test('[MGD-4] when Slack warns, the next connection is there before the old one goes', async () => {
  const say = room();
  await opened();
  const [first] = sandbox.sockets.connections;
  sandbox.sockets.disconnect('warning');
  await eventually(() => sandbox.sockets.connections.includes(first as never)).toBe(false);
  expect(sandbox.sockets.connections).toHaveLength(1);
  say('after');
  await sandbox.events.settled();
  expect(await texts()).toEqual(['after']);
  expect(await gaps()).toEqual([]);
});

test('[SYN-12] after a break it is open again by itself, and a quick audit is owed', async () => {
  const say = room();
  const socket = await opened();
  sandbox.sockets.cut();
  await eventually(gaps).toEqual([{ reason: 'reconnected', audit: 'quick' }]);
  await eventually(() => socket.problem()).toBeUndefined();
  say('back');
  await sandbox.events.settled();
  expect(await texts()).toContain('back');
});

test('[MGD-4] what can’t be stored is not acknowledged, and comes again', async () => {
  // stands in for a database that is away at the first attempt
  let isAway = true;
  const put: Context['inbox']['put'] = async (arrivals) => {
    if (isAway) {
      isAway = false;
      throw new Error('away');
    }
    await server.ctx.inbox.put(arrivals);
  };
  const failing = { ...server.ctx.slackApp, inbox: { ...server.ctx.inbox, put } };
  const say = room();
  const socket = openSocket(
    { ...installed, appToken: sandbox.appToken },
    { ...ctx, slackApp: failing },
  );
  sockets.push(socket);
  await eventually(() => socket.problem()).toBeUndefined();
  say('kept');
  await eventually(() => sandbox.events.attempts.map(({ outcome }) => outcome)).toEqual([
    'http_timeout',
    'ok',
  ]);
  expect(await texts()).toEqual(['kept']);
});

test('[MGD-4] Socket Mode switched off, and a wrong token, are told in words', async () => {
  const socket = await opened();
  sandbox.sockets.mode = 'off';
  sandbox.sockets.disconnect('link_disabled');
  await eventually(() => socket.problem()).toMatch(/switched off/);
  await eventually(row).toMatchObject({ socket_problem: /switched off/ });
  const wrong = open(installed, 'xapp-wrong');
  await eventually(() => wrong.problem()).toMatch(/does not know this app token/);
  await eventually(row).toMatchObject({ socket_problem: /does not know this app token/ });
});

test('[MGD-4] a socket that is closed while it opens leaves no connection behind', async () => {
  const socket = open();
  await socket.close();
  await eventually(() => sandbox.sockets.connections).toHaveLength(0);
  expect(socket.problem()).toMatch(/closed/);
});

test('[MGD-4] an app token is checked when it is saved', async () => {
  await expect(checkAppToken(ctx, sandbox.appToken)).resolves.toBeUndefined();
  await expect(checkAppToken(ctx, 'xapp-wrong')).rejects.toMatchObject({ code: 'SLACK_REFUSED' });
  await expect(checkAppToken(ctx, sandbox.botToken)).rejects.toThrow(/begin with xapp-/);
  const away = { ...ctx, slackApiUrl: () => 'http://127.0.0.1:1/api/' };
  await expect(checkAppToken(away, sandbox.appToken)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
});
