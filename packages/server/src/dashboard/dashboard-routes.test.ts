import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dashboardRoutes } from './dashboard-routes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belay-dashboard-'));
  await mkdir(join(folder, 'assets'));
  await Promise.all([
    writeFile(join(folder, 'index.html'), '<p>plain'),
    writeFile(join(folder, 'index.html.br'), 'brotli'),
    writeFile(join(folder, 'index.html.gz'), 'gzip'),
    writeFile(join(folder, 'theme.js'), 'theme'),
    writeFile(join(folder, 'assets/main-1a2b.js'), 'main'),
    writeFile(join(folder, '.sources'), 'digest'),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  dashboardRoutes(folder).request(path, { headers });

test('every page below /app is index.html, under a policy that allows this server alone', async () => {
  for (const path of ['/app/', '/app/connectors/con_1', '/app/sign-in?next=%2Fmemory']) {
    const answer = await get(path);
    expect([answer.status, await answer.text()], path).toEqual([200, '<p>plain']);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  }
});

test('the copy that was compressed at the build is sent to whoever takes it', async () => {
  const sent = async (accept: string) => {
    const answer = await get('/app/', { 'accept-encoding': accept });
    return [answer.headers.get('content-encoding'), await answer.text()];
  };
  expect(await sent('gzip, deflate, br')).toEqual(['br', 'brotli']);
  expect(await sent('gzip;q=0.5, br;q=0')).toEqual(['gzip', 'gzip']);
  expect(await sent('*, br;q=0')).toEqual(['gzip', 'gzip']);
  expect(await sent('deflate')).toEqual([null, '<p>plain']);
});

test('a file with a hash in its name is kept forever, one that is gone is no page', async () => {
  const there = await get('/app/assets/main-1a2b.js');
  expect(there.headers.get('cache-control')).toContain('immutable');
  expect(there.headers.get('content-type')).toContain('text/javascript');
  const gone = await get('/app/assets/main-old.js');
  expect(gone.status).toBe(404);
  expect(await gone.text()).not.toContain('<p>');
});

test('what the browser has already is not sent again, per encoding', async () => {
  const first = await get('/app/', { 'accept-encoding': 'br' });
  const etag = first.headers.get('etag') ?? '';
  const again = await get('/app/', { 'accept-encoding': 'br', 'if-none-match': `W/${etag}` });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await get('/app/', { 'if-none-match': etag })).status).toBe(200);
});

test('nothing outside the build is read, nor what the build keeps for itself', async () => {
  for (const path of [
    '/app/assets/..%2f.sources',
    '/app/assets/..%2f..%2fpackage.json',
    '/app/%2e%2e/%2e%2e/package.json',
    '/app/.sources',
  ]) {
    const answer = await get(path);
    expect(await answer.text(), path).not.toMatch(/digest|"name"/);
  }
});

test('without built files the page says what to run', async () => {
  const answer = await dashboardRoutes(join(folder, 'nowhere')).request('/app/');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build -w @belay/dashboard');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
