import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect as connectTo } from 'node:net';
import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startSandbox } from '../start-sandbox.ts';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, events, sockets, faults, clock, room } = await sandboxFixture();

type Told = {
  ack(): Promise<void>;
  body: { event_id: string; event: Record<string, unknown> };
  retry_num: number;
  retry_reason: string;
};

/** A connection is not given up because this machine does much else. */
const patienceMs = 60_000;

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};

const open: { disconnect(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.disconnect();
});

/** The official client, with what it heard; `answers` says whether it acknowledges. */
async function connect(settings: { answers?: () => boolean } = {}) {
  const heard: Told[] = [];
  const client = new SocketModeClient({
    appToken: sandbox.appToken,
    clientPingTimeout: patienceMs,
    // it calls every break an error, which is what these tests make
    logger: quiet,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  client.on('slack_event', async (told: Told) => {
    heard.push(told);
    if (settings.answers?.() ?? true) await told.ack();
  });
  open.push(client);
  await client.start();
  return { client, heard, texts: () => heard.map(({ body }) => body.event.text) };
}

/** That it is connected anew, at once: its patience is also its wait before that. */
function again(client: SocketModeClient): Promise<unknown> {
  Reflect.set(client, 'clientPingTimeoutMS', 0);
  client.once('reconnecting', () => Reflect.set(client, 'clientPingTimeoutMS', patienceMs));
  return new Promise((resolve) => client.once('connected', resolve));
}

/** A bare socket, for what the official client hides. */
async function bare(query = '', appToken = sandbox.appToken) {
  const { url = '' } = await new WebClient(appToken, {
    slackApiUrl: sandbox.apiUrl,
  }).apps.connections.open();
  const socket = new WebSocket(url + query);
  const said: Record<string, unknown>[] = [];
  socket.on('message', (data) => said.push(JSON.parse(String(data))));
  open.push({ disconnect: () => socket.terminate() });
  await once(socket, 'open');
  await expect.poll(() => said).not.toHaveLength(0);
  return { socket, said, url };
}

test('[SBX-1] the official client connects, hears an event with its envelope and acknowledges', async () => {
  const { mara, channel } = room();
  const { heard } = await connect();
  const { ts } = world.post({ channel: channel.id, user: mara.id, text: 'over the wire' });
  await events.settled();
  expect(heard).toMatchObject([
    {
      body: {
        type: 'event_callback',
        api_app_id: sandbox.app.id,
        team_id: world.team.current.id,
        event: { type: 'message', text: 'over the wire', ts, channel: channel.id },
      },
      retry_num: 0,
      retry_reason: '',
      accepts_response_payload: false,
    },
  ]);
  expect(events.attempts).toMatchObject([{ via: 'socket', retry: 0, outcome: 'ok' }]);
});

test('[SBX-1] hello tells how many there are and how long it lasts', async () => {
  await bare();
  const { said } = await bare('&debug_reconnects=true');
  expect(said).toEqual([
    {
      type: 'hello',
      num_connections: 2,
      debug_info: {
        host: expect.stringMatching(/^applink-/),
        build_number: expect.any(Number),
        approximate_connection_time: 360,
      },
      connection_info: { app_id: sandbox.app.id },
    },
  ]);
});

test('[SBX-1] what is not acknowledged in 3 s comes again at once, after 1 and after 5 minutes', async () => {
  const { mara, channel } = room();
  let answers = false;
  const { heard } = await connect({ answers: () => answers });
  world.post({ channel: channel.id, user: mara.id, text: 'hello?' });
  await expect.poll(() => heard).toHaveLength(1);
  await clock.advance(2_999);
  expect(events.attempts).toHaveLength(0);
  await clock.advance(1);
  await expect.poll(() => heard).toHaveLength(2);
  await clock.advance(3_000);
  await clock.advance(60_000);
  await expect.poll(() => heard).toHaveLength(3);
  await clock.advance(3_000);
  answers = true;
  await clock.advance(300_000);
  await events.settled();
  expect(heard.map(({ retry_num, retry_reason }) => [retry_num, retry_reason])).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
    [3, 'timeout'],
  ]);
  expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(1);
  expect(events.attempts.map(({ outcome }) => outcome)).toEqual([
    'http_timeout',
    'http_timeout',
    'http_timeout',
    'ok',
  ]);
});

test('[SBX-1] an acknowledgement that comes too late, or of something else, counts for nothing', async () => {
  const { mara, channel } = room();
  const { socket, said } = await bare();
  world.post({ channel: channel.id, user: mara.id, text: 'hello?' });
  await expect.poll(() => said).toHaveLength(2);
  socket.send('no json');
  socket.send(JSON.stringify({ envelope_id: 'another' }));
  await clock.advance(3_000);
  await expect.poll(() => said).toHaveLength(3);
  socket.send(JSON.stringify({ envelope_id: said[1]?.envelope_id }));
  socket.send(JSON.stringify({ envelope_id: said[2]?.envelope_id }));
  await events.settled();
  expect(events.attempts.map(({ outcome }) => outcome)).toEqual(['http_timeout', 'ok']);
  expect(said[1]?.envelope_id).not.toBe(said[2]?.envelope_id);
});

test('[SBX-1] each event goes to one of several connections, in turn', async () => {
  const { mara, channel } = room();
  const first = await connect();
  const second = await connect();
  for (const text of ['1', '2', '3', '4']) world.post({ channel: channel.id, user: mara.id, text });
  await events.settled();
  expect([first.texts(), second.texts()].map((texts) => texts.sort())).toEqual([
    ['1', '3'],
    ['2', '4'],
  ]);
});

test('[SBX-1] a connection that breaks before it acknowledges loses nothing: another one gets it', async () => {
  const { mara, channel } = room();
  const { socket, said } = await bare();
  const { heard } = await connect();
  world.post({ channel: channel.id, user: mara.id, text: 'kept' });
  await expect.poll(() => said).toHaveLength(2);
  socket.terminate();
  await expect.poll(() => heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({ retry_num: 1, retry_reason: 'connection_failed' });
});

test('[SBX-1] after disconnect the official client comes back; what nobody took waits its minute', async () => {
  const { mara, channel } = room();
  const { client, texts } = await connect();
  const back = again(client);
  sockets.disconnect('refresh_requested');
  world.post({ channel: channel.id, user: mara.id, text: 'in between' });
  await back;
  await events.settled();
  expect(texts()).toEqual([]);
  await clock.advance(60_000);
  await events.settled();
  expect(texts()).toEqual(['in between']);
});

test('[SBX-1] a connection is warned, refreshed and at last closed when its time is over', async () => {
  const { said, socket } = await bare('&debug_reconnects=true');
  const reasons = () => said.map(({ reason }) => reason);
  const closed = once(socket, 'close');
  await clock.advance(350_000);
  await expect.poll(() => reasons()).toEqual([undefined, 'warning']);
  await clock.advance(10_000);
  await expect.poll(() => reasons().at(-1)).toBe('refresh_requested');
  expect(socket.readyState).toBe(WebSocket.OPEN);
  await clock.advance(10_000);
  expect(await closed).toMatchObject([1000, expect.anything()]);
});

test('[SBX-1] pings come every ten seconds', async () => {
  const { socket } = await bare();
  let pings = 0;
  socket.on('ping', () => pings++);
  await clock.advance(30_000);
  await expect.poll(() => pings).toBeGreaterThanOrEqual(3);
});

test('[SBX-1] an address works once, and not for long', async () => {
  const { url } = await bare();
  const refused = async (address: string) => {
    const [error] = await once(new WebSocket(address), 'error');
    return String(error);
  };
  expect(await refused(url)).toContain('403');
  expect(await refused(url.replace(/ticket=[^&]*/, 'ticket=guessed'))).toContain('403');
  const late = await new WebClient(sandbox.appToken, {
    slackApiUrl: sandbox.apiUrl,
  }).apps.connections.open();
  await clock.advance(31_000);
  expect(await refused(late.url ?? '')).toContain('403');
});

test('[SBX-1] an address that is none is refused, whatever it looks like', async () => {
  const { hostname, port } = new URL(sandbox.url);
  for (const path of ['/', '//', '/link/', '/api/auth.test', 'http://[']) {
    const line = connectTo(Number(port), hostname);
    line.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    const [answer] = await once(line, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 40[03] /);
    line.destroy();
  }
});

test('a sandbox that is closed lets go of its connections', async () => {
  const other = await startSandbox();
  const { url = '' } = await new WebClient(other.appToken, {
    slackApiUrl: other.apiUrl,
  }).apps.connections.open();
  const socket = new WebSocket(url);
  await once(socket, 'message');
  const closed = once(socket, 'close');
  await other.close();
  await closed;
});

test('[SBX-1] ten connections are served, the eleventh is told to go', async () => {
  for (let i = 0; i < 10; i++) await bare();
  const { said } = await bare();
  expect(said).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
});

test('[SBX-1] only an app-level token with connections:write opens a connection', async () => {
  const tokens = {
    [sandbox.botToken]: 'not_allowed_token_type',
    [sandbox.token({ kind: 'app', scopes: ['authorizations:read'] })]: 'missing_scope',
    'xapp-wrong': 'invalid_auth',
  };
  for (const [token, error] of Object.entries(tokens))
    await expect(bare('', token)).rejects.toThrow(error);
});

test('[SBX-1] HTTP and Socket Mode exclude each other; the last choice counts', async () => {
  const { mara, channel } = room();
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.end(JSON.parse(body).challenge ?? '');
  });
  open.push({
    disconnect: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;

  const { said } = await bare();
  await events.subscribe({ url, events: ['message.channels'] });
  await expect.poll(() => said.at(-1)?.reason).toBe('link_disabled');
  world.post({ channel: channel.id, user: mara.id, text: 'by HTTP' });
  await events.settled();
  expect((await bare()).said).toMatchObject([{ type: 'disconnect', reason: 'link_disabled' }]);
  events.useSockets({ events: ['reaction_added'] });
  const { heard } = await connect();
  const { ts } = world.post({ channel: channel.id, user: mara.id, text: 'not asked for' });
  world.react(channel.id, ts, mara.id, 'tada');
  await events.settled();
  expect(bodies.filter((body) => body.includes('event_callback'))).toHaveLength(1);
  expect(heard.map(({ body }) => body.event.type)).toEqual(['reaction_added']);
});

test('[SBX-2] lost, doubled and delayed events are so over sockets too', async () => {
  const { mara, channel } = room();
  const { heard, texts } = await connect();
  const say = async (text: string) => {
    world.post({ channel: channel.id, user: mara.id, text });
    await events.settled();
  };
  faults.add({ kind: 'lose', times: 1 });
  await say('lost');
  faults.add({ kind: 'duplicate', copies: 1, times: 1 });
  await say('twice');
  faults.add({ kind: 'delay', ms: 60_000, times: 1 });
  await say('late');
  expect(texts()).toEqual(['twice', 'twice']);
  expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(2);
  await clock.advance(60_000);
  await events.settled();
  expect(texts()).toEqual(['twice', 'twice', 'late']);
});

test('[SBX-2] connections that break without a word are made anew by the official client', async () => {
  const { mara, channel } = room();
  const { client, texts } = await connect();
  const back = again(client);
  sockets.cut();
  await back;
  world.post({ channel: channel.id, user: mara.id, text: 'here again' });
  await events.settled();
  expect(texts()).toEqual(['here again']);
});

test('a reset ends connections and addresses, and leaves the next app free to choose', async () => {
  const { socket } = await bare();
  const closed = once(socket, 'close');
  sandbox.reset();
  await closed;
  expect(sockets.mode).toBe('undecided');
  expect((await bare()).said).toMatchObject([{ type: 'hello', num_connections: 1 }]);
});
