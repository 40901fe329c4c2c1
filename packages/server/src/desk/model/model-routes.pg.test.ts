import type { ModelView } from '@belay/contract/desk/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, type TestPerson } from '../../testing/test-person.ts';
import { type ModelStandIn, startModelStandIn } from '../answer/testing/model-stand-in.ts';

let server: TestServer;
let olga: TestPerson;
let model: ModelStandIn;
beforeAll(async () => {
  model = await startModelStandIn();
  server = await startTestServer({ BELAY_LOCAL_TARGETS: '1' });
  olga = await setUpOwner(server);
});
afterAll(async () => {
  await server.close();
  await model.close();
});

const body = (rest: Record<string, unknown> = {}) => ({
  ...{ url: model.url, model: 'stand-in', daily_tokens: 5_000 },
  ...rest,
});
const put = (rest?: Record<string, unknown>) => olga.call('PUT', '/v1/model', body(rest));
const view = async () => (await (await olga.call('GET', '/v1/model')).json()) as ModelView;
const tried = async () =>
  (await (await olga.call('POST', '/v1/model/test')).json()) as { ok: boolean; sentence: string };

test('[SEC-1] the key is sealed and never shown; one that stands is kept', async () => {
  expect(await view()).toMatchObject({ configured: false, has_key: false, url: null });
  expect((await olga.call('POST', '/v1/model/test')).status).toBe(503);
  const answer = await put({ key: 'sk-very-secret' });
  const text = await answer.text();
  expect(JSON.parse(text)).toEqual({
    ...{ configured: true, url: model.url, model: 'stand-in', has_key: true },
    ...{ daily_tokens: 5_000, used_today: 0, trouble: null },
  });
  expect(text).not.toContain('sk-very-secret');
  const { rows } = await server.pool.query('select key from model_endpoint');
  expect(Buffer.from(rows[0].key).toString('latin1')).not.toContain('sk-very');
  await put({ model: 'other' });
  await tried();
  expect(model.asked.at(-1)).toMatchObject({
    authorization: 'Bearer sk-very-secret',
    model: 'other',
  });
  const audit = await server.pool.query(
    `select details from audit where endpoint = 'desk.model_change'`,
  );
  expect(JSON.stringify(audit.rows)).not.toContain('sk-very');
});

test('[SEC-1] a stored key doesn’t follow to another server', async () => {
  const refused = await put({ url: 'https://thief.example/v1' });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ details: { field: 'key' } });
  expect((await put({ url: 'https://other.example/v1', key: 'sk-other' })).status).toBe(200);
  expect((await put({ key: '' })).status).toBe(200);
  expect(await view()).toMatchObject({ has_key: false, url: model.url });
});

test('[DSK-3] a test says in words what is wrong, and what was spent', async () => {
  expect(await tried()).toEqual({ ok: true, sentence: 'stand-in answers.' });
  expect((await view()).used_today).toBeGreaterThan(0);
  model.behave({ does: 'status', status: 401 });
  expect(await tried()).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('refuses the key'),
  });
  expect((await view()).trouble).toContain('refuses the key');
  model.behave({ does: 'html' });
  expect((await tried()).ok).toBe(false);
  model.behave({ does: 'answer', text: 'ready' });
  expect((await tried()).ok).toBe(true);
  expect((await view()).trouble).toBeNull();
});

test('[SEC-3] addresses that lead nowhere good are refused at once', async () => {
  for (const url of [
    'http://169.254.169.254/v1',
    'http://user:pw@model.example/v1',
    'ftp://model.example',
  ]) {
    expect([url, (await put({ url, key: 'x' })).status]).toEqual([url, 422]);
  }
});

test('[SEC-2] it is for those who manage the desk; removed, nothing is left', async () => {
  const otto = await invitePerson(server, olga, { email: 'otto@example.com', role: 'operator' });
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect(
      (await otto.call(method, '/v1/model', method === 'PUT' ? body() : undefined)).status,
    ).toBe(403);
  expect((await olga.call('DELETE', '/v1/model')).status).toBe(200);
  expect(await view()).toMatchObject({ configured: false, url: null });
});
