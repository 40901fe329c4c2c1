import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, events, sockets, clock, room } = await sandboxFixture();

/** what came to each path, without handshakes; a path that is `refusing` answers nothing right */
let came: Record<string, number> = {};
let isBroken = false;
/** how often a path that is `slow` has been asked, and let its moment pass */
let slept = 0;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { challenge } = JSON.parse(body);
  const path = request.url ?? '';
  if (!challenge) came[path] = (came[path] ?? 0) + 1;
  if (path === '/slow' && slept < 2) {
    slept += 1;
    await clock.advance(3_000);
  }
  response.statusCode = isBroken ? 500 : 200;
  response.end(path === '/refusing' ? 'hello' : (challenge ?? ''));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const home = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  came = {};
  isBroken = false;
});

async function say() {
  const { mara, channel } = room();
  world.post({ channel: channel.id, user: mara.id, text: 'x' });
  await events.settled();
}
const wish = (path: string) => ({ url: `${home}/${path}`, events: ['message.channels'] });

test('[SBX-1] the app has one request URL: the last that was verified, and says how it fares', async () => {
  expect(sandbox.subscription).toBeUndefined();
  await sandbox.subscribe(wish('first'));
  const state = await sandbox.subscribe(wish('second'));
  expect(state).toEqual({
    url: `${home}/second`,
    isVerified: true,
    isDisabled: false,
    isResting: false,
    attempts: [],
  });
  await say();
  expect(came).toEqual({ '/second': 1 });
  expect(sandbox.subscription?.attempts).toMatchObject([
    { name: 'message.channels', retry: 0, outcome: 'ok' },
  ]);
});

test('[SBX-1] an app that is slow to wake up is asked again; that it answers wrong is told at once', async () => {
  expect(await sandbox.subscribe(wish('slow'))).toMatchObject({ isVerified: true });
  expect(slept).toBe(2);
  slept = 0;
  await expect(sandbox.settings.subscribe(wish('slow'))).rejects.toThrow('http_timeout');
});

test('[SBX-1] a URL that does not answer the challenge is not saved over one that does', async () => {
  await expect(sandbox.subscribe(wish('refusing'))).rejects.toThrow('wrong answer');
  expect(sandbox.subscription).toMatchObject({
    isVerified: false,
    refusal: `${home}/refusing did not answer the challenge (wrong answer)`,
  });
  await sandbox.subscribe(wish('good'));
  await expect(sandbox.subscribe(wish('refusing'))).rejects.toThrow('wrong answer');
  expect(sandbox.subscription).toMatchObject({ url: `${home}/good`, isVerified: true });
  await say();
  expect(came).toEqual({ '/good': 1 });
});

test('[SBX-4] events are switched off, retries with them, and on again', async () => {
  await sandbox.subscribe(wish('good'));
  isBroken = true;
  await say();
  sandbox.settings.switchEvents(false);
  expect(sandbox.subscription?.isDisabled).toBe(true);
  await say();
  await clock.advance(400_000);
  await events.settled();
  expect(came).toEqual({ '/good': 2 });
  sandbox.settings.switchEvents(true);
  isBroken = false;
  await say();
  expect(came).toEqual({ '/good': 3 });
});

test('[SBX-4] Socket Mode lets the request URL rest, and gives it back', async () => {
  await sandbox.subscribe(wish('good'));
  await sandbox.settings.switchSockets(true);
  expect([sockets.mode, sandbox.subscription?.isResting]).toEqual(['on', true]);
  await say();
  expect(events.attempts.at(-1)).toMatchObject({ via: 'socket', outcome: 'connection_failed' });
  await sandbox.settings.switchSockets(false);
  expect([sockets.mode, sandbox.subscription?.isResting]).toEqual(['off', false]);
  await say();
  expect(came).toEqual({ '/good': 1 });
});
