import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { emittedEvents } from '../matrix/emitted-events.ts';
import { startSandbox } from '../start-sandbox.ts';
import { causeEverything } from '../testing/cause-everything.ts';

const clock = new VirtualClock(Date.now());
const sandbox = await startSandbox({ clock });
const { world, events, faults } = sandbox;

interface Heard {
  event: Record<string, unknown>;
  id: string;
  retry: string | undefined;
}

let heard: Heard[] = [];
/** what the next requests are answered, before Bolt sees them */
let refusals: { status: number; headers?: Record<string, string> }[] = [];
let silent = false;
let bare: Record<string, unknown>[] = [];

const receiver = new ExpressReceiver({
  signingSecret: sandbox.signingSecret,
  endpoints: '/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  authorize: async () => ({ botToken: sandbox.botToken, botUserId: sandbox.app.botUserId }),
  clientOptions: { slackApiUrl: sandbox.apiUrl },
  ignoreSelf: false,
  logLevel: LogLevel.ERROR,
});
app.event(/.*/, async ({ event, body, context }) => {
  const inner: Record<string, unknown> = { ...event };
  heard.push({ event: inner, id: body.event_id, retry: context.retryReason });
});

/** Bolt's own server, behind a door that can refuse, keep silent or note bare objects. */
const server = createServer((request, response) => {
  const refusal = refusals.shift();
  if (silent) return;
  if (refusal) return response.writeHead(refusal.status, refusal.headers).end();
  if (request.url === '/bare') {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    return request.on('end', () => {
      const parsed = JSON.parse(body);
      bare.push(parsed);
      response.end(parsed.challenge ?? '');
    });
  }
  receiver.app(request, response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const url = `http://127.0.0.1:${port}/events`;

beforeEach(() => {
  sandbox.reset();
  heard = [];
  refusals = [];
  bare = [];
  silent = false;
});
afterAll(async () => {
  await sandbox.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function room() {
  const mara = world.addUser({ name: 'mara', email: 'mara@ropes.example' });
  const members = [mara.id, sandbox.app.botUserId];
  return { mara, channel: world.addChannel({ name: 'rope', members }) };
}

test('[SBX-1] a stock Bolt receiver verifies the URL and hears a message with its edit and end', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url, events: ['message.channels', 'reaction_added'] });
  const { ts } = world.post({ channel: channel.id, user: mara.id, text: 'one' });
  await events.settled();
  world.react(channel.id, ts, mara.id, 'tada');
  await events.settled();
  world.edit(channel.id, ts, { text: 'two' });
  await events.settled();
  world.delete(channel.id, ts);
  await events.settled();
  expect(heard.map(({ event }) => event)).toMatchObject([
    { type: 'message', text: 'one', ts, channel: channel.id, channel_type: 'channel' },
    { type: 'reaction_added', reaction: 'tada', item: { channel: channel.id, ts } },
    {
      subtype: 'message_changed',
      message: { ts, text: 'two', edited: { user: mara.id } },
      previous_message: { text: 'one' },
    },
    { subtype: 'message_deleted', deleted_ts: ts },
  ]);
  expect(heard[2]?.event.ts).not.toBe(ts);
});

test('[SBX-1] a stock Bolt receiver hears every event that is told, unchanged and once', async () => {
  const told: unknown[] = [];
  const stop = events.listen(({ event }) => told.push(JSON.parse(JSON.stringify(event))));
  await events.subscribe({ url });
  causeEverything(world, sandbox.app);
  world.uninstallApp(sandbox.app.id);
  await events.settled();
  stop();
  const sorted = (all: unknown[]) => all.map((one) => JSON.stringify(one)).sort();
  expect(sorted(heard.map(({ event }) => event))).toEqual(sorted(told));
  const names = new Set(events.attempts.map(({ name }) => name));
  expect(emittedEvents.filter((name) => !names.has(name))).toEqual([
    'app_rate_limited',
    'url_verification',
  ]);
  expect(events.attempts.every(({ outcome }) => outcome === 'ok')).toBe(true);
});

test('[SBX-2] no events from channels that the bot is not in, own echoes from those it is in', async () => {
  const { mara, channel } = room();
  const other = world.addChannel({ name: 'other', members: [mara.id] });
  await events.subscribe({ url });
  world.post({ channel: other.id, user: mara.id, text: 'unheard' });
  world.post({ channel: channel.id, user: sandbox.app.botUserId, text: 'mine' });
  await events.settled();
  expect(heard.map(({ event }) => event.text)).toEqual(['mine']);
});

test('[SBX-2] a failed delivery comes again at once, after 1 and after 5 minutes, with its reason', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url, events: ['message.channels'] });
  refusals = [{ status: 500 }, { status: 503 }, { status: 500 }];
  world.post({ channel: channel.id, user: mara.id, text: 'again' });
  await events.settled();
  expect(events.attempts).toHaveLength(2);
  await clock.advance(60_000);
  await events.settled();
  expect(events.attempts).toHaveLength(3);
  await clock.advance(299_999);
  expect(events.attempts).toHaveLength(3);
  await clock.advance(1);
  await events.settled();
  expect(events.attempts.map(({ retry, outcome }) => [retry, outcome])).toEqual([
    [0, 'http_error'],
    [1, 'http_error'],
    [2, 'http_error'],
    [3, 'ok'],
  ]);
  expect(new Set(events.attempts.map(({ eventId }) => eventId)).size).toBe(1);
  expect(heard[0]?.retry).toBe('http_error');
});

test('[SBX-2] Delayed Events go on every hour for a day, then the event is lost', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url, events: ['message.channels'], isDelayed: true });
  refusals = Array.from({ length: 100 }, () => ({ status: 500 }));
  world.post({ channel: channel.id, user: mara.id, text: 'again and again' });
  await events.settled();
  for (const wait of [60_000, 300_000, ...Array.from({ length: 24 }, () => 3_600_000)]) {
    await clock.advance(wait - 1);
    const before = events.attempts.length;
    await clock.advance(1);
    await events.settled();
    expect(events.attempts).toHaveLength(before + 1);
  }
  expect(events.attempts.at(-1)).toMatchObject({ retry: 27, outcome: 'http_error' });
  expect(events.attempts.at(-1)).not.toHaveProperty('nextAt');
  await clock.advance(48 * 3_600_000);
  expect(events.attempts).toHaveLength(28);
});

test('[SBX-2] x-slack-no-retry stops the retries of that event', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url, events: ['message.channels'] });
  refusals = [{ status: 500, headers: { 'x-slack-no-retry': '1' } }];
  world.post({ channel: channel.id, user: mara.id, text: 'once' });
  await events.settled();
  await clock.advance(600_000);
  expect(events.attempts).toHaveLength(1);
});

test('[SBX-2] silence for 3 s is a timeout', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url, events: ['message.channels'] });
  silent = true;
  world.post({ channel: channel.id, user: mara.id, text: 'hello?' });
  await clock.advance(2_999);
  expect(events.attempts).toHaveLength(0);
  await clock.advance(1);
  silent = false;
  await events.settled();
  expect(events.attempts.map(({ outcome }) => outcome)).toEqual(['http_timeout', 'ok']);
});

test('[SBX-2] lost, doubled under other ids, delayed and reordered deliveries', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url, events: ['message.channels'] });
  const say = async (text: string) => {
    world.post({ channel: channel.id, user: mara.id, text });
    await events.settled();
  };
  faults.add({ kind: 'lose', times: 1 });
  await say('lost');
  faults.add({ kind: 'duplicate', copies: 2, times: 1 });
  await say('thrice');
  expect(heard.map(({ event }) => event.text)).toEqual(['thrice', 'thrice', 'thrice']);
  expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
  expect(heard.map(({ retry }) => retry)).toEqual([undefined, undefined, undefined]);
  heard = [];
  faults.add({ kind: 'delay', ms: 7_200_000, times: 1 });
  faults.add({ kind: 'reorder', times: 1, after: 1 });
  await say('late');
  await say('second');
  await say('first');
  expect(heard.map(({ event }) => event.text).sort()).toEqual(['first', 'second']);
  await clock.advance(7_200_000);
  await events.settled();
  expect(heard.at(-1)?.event.text).toBe('late');
});

test('[SBX-2] above the hourly limit one bare app_rate_limited a minute comes instead', async () => {
  const { mara, channel } = room();
  await events.subscribe({ url: `http://127.0.0.1:${port}/bare`, events: ['message.channels'] });
  events.perHour = 2;
  for (let i = 0; i < 5; i++) world.post({ channel: channel.id, user: mara.id, text: `${i}` });
  await events.settled();
  const limited = bare.filter(({ type }) => type === 'app_rate_limited');
  expect(bare.filter(({ type }) => type === 'event_callback')).toHaveLength(2);
  expect(limited).toMatchObject([{ team_id: world.team.current.id, api_app_id: sandbox.app.id }]);
  expect(limited[0]?.minute_rate_limited).toBe(Math.floor(clock.now() / 60_000) * 60);
});

test('[SBX-2] a URL that fails an hour of 1,000 events is switched off', async () => {
  const { mara, channel } = room();
  const subscription = await events.subscribe({ url, events: ['message.channels'] });
  refusals = Array.from({ length: 2_000 }, () => ({
    status: 500,
    headers: { 'x-slack-no-retry': '1' },
  }));
  for (let i = 0; i < 10; i++) {
    for (let j = 0; j < 100; j++) world.post({ channel: channel.id, user: mara.id, text: 'x' });
    await events.settled();
  }
  expect(subscription.isDisabled).toBe(true);
  const attempts = events.attempts.length;
  world.post({ channel: channel.id, user: mara.id, text: 'unheard' });
  await events.settled();
  expect(events.attempts).toHaveLength(attempts);
  refusals = [];
  subscription.enable();
  world.post({ channel: channel.id, user: mara.id, text: 'heard again' });
  await events.settled();
  expect(heard.map(({ event }) => event.text)).toEqual(['heard again']);
});

test('[SBX-2] a URL that fails fewer than 1,000 events an hour stays on', async () => {
  const { mara, channel } = room();
  const subscription = await events.subscribe({ url, events: ['message.channels'] });
  const headers = { 'x-slack-no-retry': '1' };
  for (let i = 0; i < 12; i++) {
    refusals = Array.from({ length: 90 }, () => ({ status: 500, headers }));
    for (let j = 0; j < 90; j++) world.post({ channel: channel.id, user: mara.id, text: 'x' });
    await events.settled();
    await clock.advance(6 * 60_000);
  }
  expect(events.attempts).toHaveLength(1_080);
  expect(subscription.isDisabled).toBe(false);
});

test('[SBX-2] changes without a human edit, tombstones and replies as Slack tells them', async () => {
  const { mara, channel } = room();
  const root = world.post({ channel: channel.id, user: mara.id, text: 'root' });
  await events.subscribe({ url, events: ['message.channels'] });
  world.touch(channel.id, root.ts, { attachments: [{ from_url: 'https://a.example' }] });
  await events.settled();
  world.reply({ channel: channel.id, user: mara.id, text: 'r', threadTs: root.ts });
  await events.settled();
  world.delete(channel.id, root.ts);
  await events.settled();
  expect(heard.map(({ event }) => event)).toMatchObject([
    { subtype: 'message_changed', message: { text: 'root', attachments: [{}] } },
    { type: 'message', text: 'r', thread_ts: root.ts, parent_user_id: mara.id },
    {
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts: root.ts, reply_count: 1 },
      previous_message: { text: 'root' },
    },
  ]);
  expect(heard[0]?.event.message).not.toHaveProperty('edited');
  expect(heard[1]?.event).not.toHaveProperty('subtype');
});

test('[SBX-2] private channels speak as groups; a dead or poor token hears nothing', async () => {
  const mara = world.addUser({ name: 'mara' });
  const members = [mara.id, sandbox.app.botUserId];
  const secret = world.addChannel({ name: 'secret', kind: 'private', members });
  await events.subscribe({ url, events: ['message.groups', 'reaction_added', 'tokens_revoked'] });
  const say = async () => {
    const { ts } = world.post({ channel: secret.id, user: mara.id, text: 'psst' });
    world.react(secret.id, ts, mara.id, 'eyes');
    await events.settled();
  };
  await say();
  expect(heard.map(({ event }) => event.type).sort()).toEqual(['message', 'reaction_added']);
  expect(heard.find(({ event }) => event.type === 'message')?.event.channel_type).toBe('group');
  heard = [];
  sandbox.token({ scopes: ['reactions:read'] });
  world.failToken(sandbox.botToken, 'account_inactive');
  await say();
  expect(heard.map(({ event }) => event.type).sort()).toEqual(['reaction_added', 'tokens_revoked']);
});

test('[SBX-2] two redirects are followed, a third is too many; a closed port is named', async () => {
  const { mara, channel } = room();
  const subscription = await events.subscribe({ url, events: ['message.channels'] });
  const hop = { status: 307, headers: { location: url } };
  const say = async () => {
    world.post({ channel: channel.id, user: mara.id, text: 'x' });
    await events.settled();
  };
  refusals = [hop, hop];
  await say();
  refusals = [hop, hop, hop];
  await say();
  expect(events.attempts.map(({ outcome }) => outcome)).toEqual(['ok', 'too_many_redirects', 'ok']);
  events.unsubscribe(subscription);
  await expect(events.subscribe({ url: 'http://127.0.0.1:1/' })).rejects.toThrow(
    'connection_failed',
  );
});

test('[SBX-1] a URL that does not answer the challenge is refused in a sentence', async () => {
  refusals = [{ status: 404 }];
  await expect(events.subscribe({ url })).rejects.toThrow('did not answer the challenge');
});
