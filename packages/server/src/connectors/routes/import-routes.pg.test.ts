import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectorView, ImportView } from '@belay/contract/connector';
import type { ErrorBody } from '@belay/contract/error';
import { zipOf } from '@belay/slack/testing/zip-of';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestIdentity } from '../../testing/start-test-server.ts';
import {
  type ConnectorFixture,
  connectorFixture,
  type Team,
} from '../testing/connector-fixture.ts';

let fixture: ConnectorFixture;
let ann: Team;
let made: ConnectorView;
beforeAll(async () => {
  fixture = await connectorFixture({ BELAY_BLOB_QUOTA: '1' });
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.sandbox.reset();
  fixture.sandbox.world.addChannel({ name: 'general', members: [fixture.sandbox.app.botUserId] });
  ann = await fixture.team();
  made = await fixture.connect(ann);
});

/** An export of a workspace; `padding` makes it larger. */
async function exported(team = 'T09SANDBOX1', padding = 0): Promise<Buffer> {
  await using zip = await zipOf({
    'users.json': [{ id: 'U1', team_id: team, name: 'ada' }],
    'channels.json': [{ id: 'C1', name: 'general', members: [] }],
    'general/2026-01-01.json': [{ type: 'message', user: 'U1', ts: '1.000000', text: 'hi' }],
    // noise that no compression makes small
    'padding.bin': Buffer.from(
      Array.from({ length: padding }, (_, i) => (i * i * 2654435761) >>> 24),
    ),
  });
  return readFile(zip.path);
}

const upload = async (
  body: NonNullable<RequestInit['body']>,
  { who = ann as TestIdentity, name = 'export.zip', type = 'application/zip' } = {},
) => {
  const init: RequestInit & { duplex?: 'half' } = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${who.token}`,
      'x-cortex-actor': who.actor,
      'content-type': type,
    },
    body,
    duplex: 'half',
  };
  const url = `${fixture.server.url}/v1/connectors/${made.id}/imports?name=${encodeURIComponent(name)}`;
  const answer = await fetch(url, init);
  return { status: answer.status, body: (await answer.json()) as ImportView & ErrorBody };
};
const folder = () => join(fixture.server.ctx.config.dataDir, 'imports');
const files = async (): Promise<string[]> => (await readdir(folder()).catch(() => [])).toSorted();
const rowsOf = async () =>
  (
    await fixture.server.pool.query<{ file: string; state: string }>(
      'select file, state from connector_import where tenant = $1',
      [ann.tenant],
    )
  ).rows;

test('[SYN-8] an export lies whole on disk before its row waits for the worker', async () => {
  const zip = await exported();
  const { status, body } = await upload(zip, { name: '../../acme: 2026/export.zip' });
  expect([status, body.state, body.size_bytes, body.name]).toEqual([
    201,
    'waiting',
    zip.length,
    '.._.._acme: 2026_export.zip',
  ]);
  const [row] = await rowsOf();
  expect(await readFile(join(folder(), row?.file ?? ''))).toEqual(zip);
  const shown = await ann.call('GET', `/v1/connectors/${made.id}`);
  expect(await shown.json()).toMatchObject({ imports: [{ id: body.id, state: 'waiting' }] });
  const listed = await ann.call('GET', `/v1/connectors/${made.id}/imports`);
  expect(await listed.json()).toMatchObject({ items: [{ id: body.id }] });
});

test('[SYN-8] one at a time: the second of two uploads at once is told to wait', async () => {
  const zip = await exported();
  const answers = await Promise.all([upload(zip), upload(zip)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect((await upload(zip)).body.message).toMatch(/waits to be read/);
  const rows = await rowsOf();
  expect(rows).toHaveLength(1);
  expect((await files()).includes(rows[0]?.file ?? '')).toBe(true);
});

test('[SYN-8] what is no export of this workspace is refused at once and leaves no file', async () => {
  const before = await files();
  const other = await exported('T0OTHER');
  const refusals = [
    await upload('hello, this is text'),
    await upload(''),
    await upload(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)])),
    await upload(other),
    await upload(await exported('T09SANDBOX1', 1_200_000)),
    await upload('{}', { type: 'application/json' }),
  ];
  expect(
    refusals.map(({ status, body }) => [status, body.error_code, body.details.reason]),
  ).toEqual([
    [422, 'INVALID_BODY', 'not a ZIP'],
    [422, 'INVALID_BODY', 'not a ZIP'],
    [422, 'INVALID_BODY', 'not a Slack export'],
    [422, 'INVALID_BODY', 'another workspace'],
    [507, 'STORAGE_FULL', undefined],
    [415, 'UNSUPPORTED_MEDIA_TYPE', undefined],
  ]);
  expect(refusals[3]?.body.message).toMatch(/T0OTHER/);
  expect(await files()).toEqual(before);
  expect(await rowsOf()).toEqual([]);
});

test('[SYN-8] a sender that hangs up leaves nothing, and what a crash left is swept', async () => {
  const zip = await exported();
  const before = await files();
  const cut = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(new Uint8Array(zip.subarray(0, 64)));
      await expect.poll(async () => (await files()).length).toBe(before.length + 1);
      cut.abort();
      controller.error(new Error('cut'));
    },
  });
  await expect(upload(body)).rejects.toThrow();
  await expect.poll(files).toEqual(before);

  const orphan = '00000000-0000-4000-8000-000000000001';
  await writeFile(join(folder(), orphan), 'half a ZIP');
  const yesterday = new Date(Date.now() - 86_400_000);
  await utimes(join(folder(), orphan), yesterday, yesterday);
  expect((await upload(zip)).status).toBe(201);
  expect((await files()).includes(orphan)).toBe(false);
});

test('[SYN-8] an import is removed with its file unless it is being read', async () => {
  const { body } = await upload(await exported());
  const remove = (who: TestIdentity = ann) =>
    who.call('DELETE', `/v1/connectors/${made.id}/imports/${body.id}`);
  const set = (state: string) =>
    fixture.server.pool.query('update connector_import set state = $2 where tenant = $1', [
      ann.tenant,
      state,
    ]);
  const [row] = await rowsOf();
  await set('reading');
  expect((await remove()).status).toBe(409);
  await set('waiting');
  expect((await remove(await ann.as('operator'))).status).toBe(403);
  expect((await remove(await fixture.team())).status).toBe(404);
  expect((await remove()).status).toBe(204);
  expect((await files()).includes(row?.file ?? '')).toBe(false);
  expect((await remove()).status).toBe(404);
});

test('[SEC-2] a viewer and another tenant upload nothing', async () => {
  const zip = await exported();
  const before = await files();
  expect((await upload(zip, { who: await ann.as('viewer') })).status).toBe(403);
  expect((await upload(zip, { who: await fixture.team() })).status).toBe(404);
  expect(await files()).toEqual(before);
});
