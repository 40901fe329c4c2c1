import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@belay/server/testing/test-database';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, runBelay } from './run-belay.ts';
import { complaintsOf, openBrowser } from './testing/browser.ts';

const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script> tied "off"`;

let database: TestDatabase;
let folder: string;
let browser: Browser;
let running: Running;

const env = () => ({
  PORT: '0',
  SANDBOX_PORT: '0',
  SITE_PORT: '0',
  BELAY_DATA_DIR: folder,
  DATABASE_URL: database.url,
  BELAY_LOG: 'silent',
  BELAY_SECRET_KEY: '5a'.repeat(32),
});

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'belay-demo-'));
  browser = await openBrowser();
  running = await runBelay(env());
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const asSlackStores = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The four figures, as the page shows them. */
async function figures(page: Page): Promise<Record<string, number>> {
  const entries = await page.locator('#figures div').allTextContents();
  return Object.fromEntries(
    entries.map((entry) => {
      const [, name = '', count = ''] = /([a-z]+)([\d,]+)/.exec(entry) ?? [];
      return [name, Number(count.replace(',', ''))];
    }),
  );
}

/** What the database holds: how many tenants, and each event's text and key. */
async function stored(): Promise<{ tenants: number; texts: string[]; keys: string[] }> {
  const { rows } = await database.pool.query<{ envelope: string | null; idempotency_key: string }>(
    'select envelope, idempotency_key from event',
  );
  const tenants = await database.pool.query('select from tenant');
  return {
    tenants: tenants.rowCount ?? 0,
    texts: rows.flatMap((row) => row.envelope ?? []),
    keys: rows.map((row) => row.idempotency_key),
  };
}

test('[SBX-4] the demo world becomes memory, live, and answers with its source', async () => {
  const { demo, url } = running;
  if (!demo) throw new Error('the demo did not start');
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await page.goto(url);
  await page.locator('.state', { hasText: 'Live' }).waitFor({ timeout: 60_000 });
  // the rest of the world is read at whatever pace
  const atLeast = { messages: 61, replies: 121, reactions: 41, files: 5 };
  const missing = async () => {
    const shown = await figures(page);
    return Object.entries(atLeast).filter(([name, count]) => !((shown[name] ?? 0) >= count));
  };
  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
  expect((await figures(page)).files).toBe(5);
  // private, and the bot is not in it
  expect(await page.locator('#channels').textContent()).not.toContain('leadership');

  const { world } = demo.sandbox;
  const { ts } = world.post({
    channel: 'C0TARN009',
    user: 'U0TARN14',
    text: asSlackStores(hostile),
  });
  const card = page.locator('#arrivals .card', { hasText: hostile });
  await card.filter({ hasText: 'Hamish Torrance' }).waitFor();

  const question = 'When do we have to retire a rope?';
  const answer = '10 years from the date of manufacture';
  const found = async () =>
    (await fetch(`${url}/home/ask?q=${encodeURIComponent(question)}`)).text();
  await expect.poll(found, { timeout: 60_000, interval: 500 }).toContain(answer);
  await page.locator('#question').fill(question);
  await page.locator('#question').press('Enter');
  const cited = page.locator('#answer .card', { hasText: answer });
  await cited.waitFor();
  expect(await cited.textContent()).toMatch(/\[\d+\]\s*Sunniva Brekke/);
  await cited.locator('a').click();
  await page.locator('#thread .marked', { hasText: '10 years' }).waitFor();

  await page.goto(`${demo.sandbox.url}/archives/C0TARN009/p${ts.replace('.', '')}`);
  await page.locator('.marked', { hasText: hostile }).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('[SBX-4] without its script the page shows the same, and answers', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${running.url}/?q=${encodeURIComponent('price for 25 technicians')}`);
  expect(await page.locator('h1').textContent()).toMatch(/messages from \d+ channels of Tarn/);
  expect(await page.locator('#answer .card').count()).toBeGreaterThan(0);
  expect(await page.locator('#answer').textContent()).toContain('225 €');
  await context.close();
});

test('[SYN-3] started again, it goes on with the same memory and writes nothing twice', async () => {
  const before = await stored();
  await running.close();
  running = await runBelay(env());
  const page = await browser.newPage();
  await page.goto(running.url);
  await page.locator('.state', { hasText: 'Live' }).waitFor({ timeout: 60_000 });
  await page.close();
  const after = await stored();
  expect(after.tenants).toBe(before.tenants);
  // what the test itself posted is gone from the told world, and so from the memory
  const told = before.texts.filter((text) => !text.includes('alert(1)'));
  expect(after.texts).toEqual(expect.arrayContaining(told));
  expect(new Set(after.keys).size).toBe(after.keys.length);
});

test('[SEC-2] without the demo, `/` leads to the dashboard; the stream and the answers are not there', async () => {
  const other = await runBelay({ ...env(), BELAY_DATA_DIR: `${folder}-bare`, BELAY_DEMO: '0' });
  try {
    const answer = await fetch(other.url, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/app/');
    for (const path of ['/home/stream', '/home/ask?q=rope'])
      expect((await fetch(other.url + path)).status).toBe(404);
  } finally {
    await other.close();
    rmSync(`${folder}-bare`, { recursive: true, force: true });
  }
});

test('[SBX-4] a taken port ends in a sentence with the remedy', async () => {
  const guest = createServer();
  await new Promise<void>((resolve) => guest.listen(0, '127.0.0.1', resolve));
  const address = guest.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const data = `${folder}-taken`;
  try {
    await expect(runBelay({ ...env(), BELAY_DATA_DIR: data, SANDBOX_PORT: port })).rejects.toThrow(
      `Port ${port} for the sandbox is taken`,
    );
    await expect(runBelay({ ...env(), BELAY_DATA_DIR: data, PORT: port })).rejects.toThrow(/PORT=/);
  } finally {
    guest.close();
    rmSync(data, { recursive: true, force: true });
  }
});
