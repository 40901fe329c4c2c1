import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentSettings } from '@belay/contract/desk/agent';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicId } from '../memory/ids.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { setUpOwner } from '../testing/test-person.ts';
import { widgetRoutes } from './widget-routes.ts';

let server: TestServer;
let folder: string;
const uuid = '00000000-0000-7000-8000-00000000a9e1';
const agent = publicId('agt', uuid);
const nobody = publicId('agt', '00000000-0000-7000-8000-000000000000');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belay-widget-'));
  await mkdir(join(folder, 'assets'));
  await Promise.all([
    writeFile(join(folder, 'index.html'), '<html lang="en"><title>Chat</title><p>frame'),
    writeFile(join(folder, 'belay.js'), 'loader'),
    writeFile(join(folder, 'belay.js.br'), 'brotli'),
    writeFile(join(folder, 'assets/frame-1a2b.js'), 'frame'),
    writeFile(join(folder, '.sources'), 'digest'),
  ]);
  server = await startTestServer();
  const { tenant } = await setUpOwner(server);
  const settings = agentSettings.parse({
    languages: ['de', 'en'],
    look: { accent: '#123456', side: 'left', theme: 'dark' },
    allowed_origins: ['https://shop.example', 'https://*.rope.example'],
  });
  await server.pool.query(
    `insert into agent (tenant, id, name, is_public, settings)
     values ($1, $2, '"><script>x</script>', true, $3)`,
    [tenant, uuid, JSON.stringify(settings)],
  );
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  widgetRoutes(server.ctx, folder).request(path, { headers });
const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? '';

test('[DSK-2] the loader is for every page, compressed, and asked for again after five minutes', async () => {
  const answer = await get('/widget/belay.js', { 'accept-encoding': 'br' });
  expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual(['br', 'brotli']);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const asset = await get('/widget/assets/frame-1a2b.js');
  expect(asset.headers.get('cache-control')).toContain('immutable');
});

test('[DSK-9] the frame may be held by allowed origins alone, and runs no script of the page', async () => {
  const answer = await get(`/widget/frame/${agent}`);
  expect(answer.status).toBe(200);
  expect(policyOf(answer)).toContain(
    "frame-ancestors 'self' https://shop.example https://*.rope.example",
  );
  expect(policyOf(answer)).toContain("script-src 'self';");
  expect(policyOf(answer)).not.toContain('unsafe');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  const page = await get(`/chat/${agent}`);
  expect(policyOf(page)).toContain("frame-ancestors 'none'");
});

test('[DSK-2] the page knows its look before its first paint, and a name in it is text', async () => {
  const text = await (await get(`/widget/frame/${agent}`)).text();
  expect(text).toContain(
    '<html lang="de" data-accent="#123456" data-theme="dark" data-side="left"',
  );
  expect(text).toContain('data-form="out_of_hours"');
  expect(text).not.toContain('<script>');
  expect(text).toContain('<title>&#34;&#62;&#60;script&#62;');
});

test('[DSK-9] the launcher is drawn on allowed pages alone; an agent that isn’t there has none', async () => {
  const look = (origin?: string, id = agent) =>
    get(`/widget/look/${id}.js`, origin === undefined ? {} : { origin });
  const told = await look('https://shop.example');
  expect(told.headers.get('content-type')).toContain('text/javascript');
  expect(told.headers.get('vary')).toBe('Origin');
  expect(await told.text()).toMatch(/^export default \{.*"accent":"#123456".*\}$/);
  expect((await look('https://evil.example')).status).toBe(404);
  expect((await look('null')).status).toBe(404);
  expect((await look(undefined, nobody)).status).toBe(404);
});

test('[SEC-2] an address that names no agent is a page of one sentence; nothing outside the build is read', async () => {
  for (const path of [`/widget/frame/${nobody}`, `/chat/${nobody}`, '/chat/agt_x', '/chat/%27']) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(await answer.text()).toContain('There is no chat here');
    expect(policyOf(answer)).toContain("default-src 'none'");
  }
  for (const path of [
    '/widget/assets/..%2f.sources',
    '/widget/assets/%2e%2e%2f.sources',
    '/widget/.sources',
    '/widget/look/..%2f..js',
  ])
    expect(await (await get(path)).text(), path).not.toContain('digest');
});

test('[DSK-2] a widget that isn’t built breaks no page and says what to run', async () => {
  const empty = widgetRoutes(server.ctx, join(folder, 'nowhere'));
  const loader = await empty.request('/widget/belay.js');
  expect([loader.status, loader.headers.get('content-type')]).toEqual([503, 'text/javascript']);
  expect(await loader.text()).toMatch(/^\/\*.*\*\/$/);
  const frame = await empty.request(`/chat/${agent}`);
  expect(await frame.text()).toContain('npm run build -w @belay/widget');
});
