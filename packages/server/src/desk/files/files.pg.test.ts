import { readdir } from 'node:fs/promises';
import type { FileView } from '@belay/contract/desk/conversation';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { invitePerson } from '../../testing/test-person.ts';
import { type DeskWorld, deskWorld, type TestVisitor } from '../visitors/testing/desk-world.ts';
import { sweepFiles } from './sweep-files.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld({}, { env: { BELAY_BLOB_QUOTA: '30' } });
});
afterAll(() => world.close());

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream;
const upload = (visitor: TestVisitor, body: Body, name = 'a.txt', type = 'text/plain') =>
  fetch(`${world.server.url}/v1/widget/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visitor.token}`, 'content-type': type },
    body,
    ...{ duplex: 'half' },
  });
const uploaded = async (visitor: TestVisitor, body: Body, name?: string) => {
  const answer = await upload(visitor, body, name);
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as FileView;
};
const get = (path: string, headers = {}) => fetch(world.server.url + path, { headers });
const filesOnDisk = async () => {
  const all = await readdir(world.server.ctx.config.dataDir, {
    recursive: true,
    withFileTypes: true,
  });
  return all.filter((entry) => entry.isFile() && entry.parentPath.includes('blobs')).length;
};
const png = () =>
  Uint8Array.from(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      crypto.getRandomValues(Buffer.alloc(64)),
    ]),
  );

test('[SEC-5] a file goes to whoever has its link, as what it is, and runs nowhere', async () => {
  const visitor = await world.visit();
  const bytes = png();
  const answer = await upload(visitor, bytes, 'me.html', 'text/html');
  expect(answer.status).toBe(201);
  const file = (await answer.json()) as FileView;
  expect(file).toMatchObject({ name: 'me.html.png', size: 72, content_type: 'image/png' });
  const shown = await get(file.url);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(Buffer.from(bytes));
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `inline; filename*=UTF-8''me.html.png`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  const page = await uploaded(visitor, '<script>alert(1)</script>', "it's.html");
  const { headers } = await get(page.url);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''it%27s.html.txt`);
});

test('[SEC-5] without the link no cookie and no token opens a file', async () => {
  const visitor = await world.visit();
  const file = await uploaded(visitor, 'swordfish');
  const [path = ''] = file.url.split('?');
  const { owner } = world;
  for (const headers of [
    { cookie: owner.cookie, 'x-belay-tenant': owner.tenant },
    { authorization: `Bearer ${visitor.token}` },
    {},
  ])
    expect((await get(path, headers)).status).toBe(404);
  expect((await get(`${file.url}x`)).status).toBe(404);
});

test.each([
  ['a program', Uint8Array.from(Buffer.from('MZ\x90\0\x03\0')), 415],
  ['a text that ends in a program', `${'a'.repeat(100_000)}\0\x01\x02`, 415],
  ['a text that is not UTF-8', Uint8Array.from([...Buffer.alloc(70_000, 'a'), 0xff, 0xfe]), 415],
  ['half a character at the end', Uint8Array.from([...Buffer.alloc(70_000, 'a'), 0xe4]), 415],
  ['nothing', '', 422],
])('[SEC-5] %s is refused, and leaves nothing on disk', async (_, body, status) => {
  const visitor = await world.visit();
  const before = await filesOnDisk();
  expect((await upload(visitor, body)).status).toBe(status);
  await eventually(filesOnDisk).toBe(before);
});

test('[SEC-5] more than 10 MB are refused, told or streamed, and leave nothing on disk', async () => {
  const visitor = await world.visit();
  const before = await filesOnDisk();
  expect((await upload(visitor, 'x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 14) return controller.close();
      controller.enqueue(Buffer.alloc(1024 * 1024, 'x'));
    },
  });
  const streamed = await upload(visitor, endless).catch(() => undefined);
  // the server may hang up on who goes on sending
  if (streamed) expect(streamed.status).toBe(413);
  await eventually(filesOnDisk).toBe(before);
});

test('[SEC-5] a file belongs to one message of its uploader', async () => {
  const [ann, bob] = [await world.visit(), await world.visit()];
  const file = await uploaded(ann, 'my receipt', 'receipt.txt');
  const theirs = await bob.call('POST', '/v1/widget/messages', {
    ...{ text: 'look', client_id: 'b1', file_ids: [file.id] },
  });
  expect(theirs.status).toBe(404);
  const { message, conversation } = await ann.say('', { file_ids: [file.id] });
  expect(message.files).toMatchObject([{ id: file.id, name: 'receipt.txt' }]);
  const again = await ann.call('POST', '/v1/widget/messages', {
    ...{ text: 'again', client_id: 'a2', file_ids: [file.id], conversation_id: conversation.id },
  });
  expect(again.status).toBe(404);
});

test('[SEC-5] operators upload, viewers don’t; an agent that takes no files takes none', async () => {
  const { server, owner } = world;
  const send = (who: { cookie: string; tenant: string }) =>
    fetch(`${server.url}/v1/desk/files?name=guide.txt`, {
      method: 'POST',
      headers: { cookie: who.cookie, 'x-belay-tenant': who.tenant, origin: server.url },
      body: 'how to tie a knot',
    });
  const vic = await invitePerson(server, owner, { email: 'vic@rope.example', role: 'viewer' });
  expect((await send(vic)).status).toBe(403);
  const made = await send(owner);
  expect(made.status).toBe(201);
  expect(((await made.json()) as FileView).name).toBe('guide.txt');
  const visitor = await world.visit(await world.addAgent(owner.tenant, { files: false }));
  expect((await upload(visitor, 'x')).status).toBe(403);
});

test('[SEC-5] what no message names in a day goes, bytes and all; what one names stays', async () => {
  const visitor = await world.visit();
  const [kept, left] = [await uploaded(visitor, 'kept'), await uploaded(visitor, 'left')];
  await visitor.say('here', { file_ids: [kept.id] });
  const { pool, ctx } = world.server;
  const day = (hours: number) => ({ ...ctx, now: () => Date.now() + hours * 3_600_000 });
  const before = await filesOnDisk();
  await sweepFiles(day(23));
  expect((await get(left.url)).status).toBe(200);
  await sweepFiles(day(25));
  expect([(await get(left.url)).status, (await get(kept.url)).status]).toEqual([404, 200]);
  await eventually(filesOnDisk).toBeLessThan(before);
  await pool.query('delete from message where id = (select message from desk_file limit 1)');
  expect(await sweepFiles(ctx)).toBe(1);
});

test('[SEC-5] equal bytes of two visitors are two files: one goes, the other stays', async () => {
  const [ann, bob] = [await world.visit(), await world.visit()];
  const [one, two] = [await uploaded(ann, 'the same'), await uploaded(bob, 'the same')];
  await world.owner.call('DELETE', `/v1/desk/visitors/${ann.session.visitor.id}`);
  expect([(await get(one.url)).status, (await get(two.url)).status]).toEqual([404, 200]);
});

test('[SEC-5] the quota of the tenant holds, and so does a visitor’s share', async () => {
  const visitor = await world.visit();
  const big = () =>
    upload(visitor, crypto.getRandomValues(Buffer.alloc(65_536)).toString('hex').repeat(70));
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) {
    const answer = await big();
    statuses.push(answer.status);
    if (answer.status === 507)
      expect(((await answer.json()) as ErrorBody).error_code).toBe('STORAGE_FULL');
  }
  expect(statuses).toContain(507);
  const small = await Promise.all(Array.from({ length: 30 }, () => upload(visitor, 'x')));
  expect(small.map(({ status }) => status)).toContain(429);
});
