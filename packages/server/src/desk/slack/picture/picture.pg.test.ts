import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WidgetTranscript } from '@belay/contract/desk/widget';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { operatorOfSlack } from '../people/operator-of-slack.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import { fetchPicture } from './fetch-picture.ts';

/** One transparent point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let faces: Server;
let asked: string[];
let world: SlackDeskWorld;
let origin: string;
beforeAll(async () => {
  asked = [];
  faces = createServer(({ url = '' }, answer) => {
    asked.push(url);
    if (url.startsWith('/face')) answer.end(png);
    else if (url === '/huge') answer.end(Buffer.concat([png, Buffer.alloc(300 * 1024)]));
    else if (url === '/page') answer.end('<script>alert(1)</script>');
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => faces.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(faces.address() as AddressInfo).port}`;
  world = await slackDeskWorld({ outbox: false, env: { BELAY_LOCAL_TARGETS: origin } });
});
afterAll(async () => {
  await world.close();
  faces.closeAllConnections();
  await new Promise((resolve) => faces.close(resolve));
});

const see = (userId: string) =>
  operatorOfSlack(world.server.ctx, {
    ...{ tenant: world.owner.tenant, installation: world.installation, userId },
  });
const picturesOf = async (person: string) =>
  (
    await world.server.pool.query<{ source: string }>(
      'select source from person_picture where person = $1',
      [person],
    )
  ).rows.map(({ source }) => new URL(source).pathname);

const jobs = async () =>
  (
    await world.server.pool.query<{ n: number }>(
      `select count(*)::int as n from graphile_worker._private_jobs where key like 'picture:%'`,
    )
  ).rows[0]?.n;

test('[TKO-5] visitors see the face of who answers, without a request to Slack', async () => {
  const ann = await world.colleague('Ann Able');
  world.sandbox.world.updateUser(ann.slack, { picture: `${origin}/face/1` });
  await see(ann.slack);
  await eventually(() => picturesOf(ann.id)).toEqual(['/face/1']);
  const visitor = await world.visit();
  const { conversation } = await visitor.say('Hello?');
  await ann.call('POST', `/v1/desk/conversations/${conversation.id}/take-over`, { text: 'Hi!' });
  const path = `/v1/widget/conversations/${conversation.id}`;
  const read = async () => (await (await visitor.call('GET', path)).json()) as WidgetTranscript;
  const { conversation: shown, messages } = await read();
  const picture = shown.owner?.picture ?? '';
  expect(picture).toMatch(/^\/v1\/widget\/pictures\/pic_[0-9a-f]{32}$/);
  expect(messages.filter(({ kind }) => kind === 'text').map(({ author }) => author)).toEqual([
    { kind: 'visitor', name: null, picture: null },
    { kind: 'operator', name: 'Ann', picture },
  ]);
  const face = await fetch(world.server.url + picture);
  expect([face.status, face.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await face.arrayBuffer())).toEqual(png);

  // another picture has another address; the same one is not asked for again
  world.sandbox.world.updateUser(ann.slack, { picture: `${origin}/face/2` });
  await eventually(() => picturesOf(ann.id)).toEqual(['/face/2']);
  const { owner } = (await read()).conversation;
  expect(owner?.picture).not.toBe(picture);
  expect((await fetch(world.server.url + picture)).status).toBe(404);
  expect(asked.filter((url) => url.startsWith('/face/2'))).toHaveLength(1);

  await world.owner.call('POST', '/v1/slack/people/unlink', {
    ...{ installation_id: world.installationId, user_id: ann.slack },
  });
  expect(await picturesOf(ann.id)).toEqual([]);
  expect((await read()).conversation.owner).toEqual({ name: 'Ann', picture: null });
});

test.each(['/page', '/huge', '/gone'])(
  '[SEC-3] %s is no picture, and leaves nobody a face',
  async (path) => {
    const bob = await world.colleague(`Bob ${path.slice(1)}`);
    world.sandbox.world.updateUser(bob.slack, { picture: origin + path });
    await see(bob.slack);
    await eventually(() => asked).toContain(path);
    await eventually(jobs).toBe(0);
    expect(await picturesOf(bob.id)).toEqual([]);
  },
);

test('[SEC-3] an address in a private network is not asked, whatever a profile says', async () => {
  const eve = await world.colleague('Eve Evil');
  // another origin than the one that is allowed
  const other = origin.replace('127.0.0.1', 'localhost');
  world.sandbox.world.updateUser(eve.slack, { picture: `${other}/face/evil` });
  await see(eve.slack);
  const { tenant } = world.owner;
  const job = { tenant, installation: world.installation, user: eve.slack };
  const attempt = { signal: new AbortController().signal, attempt: 1, isLast: false };
  await fetchPicture(world.server.ctx, job, attempt);
  expect(asked).not.toContain('/face/evil');
  expect(await picturesOf(eve.id)).toEqual([]);
  // but for the server that it was told to take for Slack
  await world.server.pool.query('update slack_installation set api_url = $1', [`${other}/api/`]);
  await fetchPicture(world.server.ctx, job, attempt);
  expect(await picturesOf(eve.id)).toEqual(['/face/evil']);
});
