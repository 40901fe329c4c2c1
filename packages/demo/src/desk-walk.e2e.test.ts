import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@belay/server/testing/eventually';
import { type Owner, ownerAt } from '@belay/server/testing/managed/owner-at';
import { createTestDatabase, type TestDatabase } from '@belay/server/testing/test-database';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, runBelay } from './run-belay.ts';
import { complaintsOf, openBrowser } from './testing/browser.ts';
import { ratingCounts } from './testing/rating-counts.ts';

/**
 * The desk as its people meet it: a website of another origin with the widget, the demo's memory
 * behind it, and an operator in the dashboard. Nothing is doubled, nobody is played.
 */
let database: TestDatabase;
let folder: string;
let browser: Browser;
let running: Running;
let owner: Owner;
let tenant: string;
let visitor: BrowserContext;
let site: Page;
let inbox: Page;
const complaints: string[][] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'belay-desk-'));
  browser = await openBrowser();
  running = await runBelay({
    ...{ PORT: '0', SANDBOX_PORT: '0', SITE_PORT: '0' },
    BELAY_DATA_DIR: folder,
    DATABASE_URL: database.url,
    BELAY_LOG: 'silent',
    BELAY_SECRET_KEY: '5a'.repeat(32),
  });
  owner = await ownerAt(running.url, /#token=(\S+)/.exec(running.setup ?? '')?.[1] ?? '');
  const me = await fetch(`${running.url}/v1/me`, {
    headers: { cookie: owner.headers.cookie ?? '' },
  });
  const { tenants } = (await me.json()) as { tenants: { id: string; is_demo: boolean }[] };
  tenant = tenants.find(({ is_demo }) => is_demo)?.id ?? '';
  visitor = await browser.newContext({ locale: 'en-US' });
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const siteUrl = () => running.demo?.site.url ?? '';
const chat = (page: Page): FrameLocator => page.frameLocator('iframe');
const open = async (context: BrowserContext, url: string): Promise<Page> => {
  const page = await context.newPage();
  complaints.push(complaintsOf(page));
  await page.goto(url);
  return page;
};
const say = async (page: Page, text: string) => {
  const field = chat(page).getByRole('textbox', { name: 'Write a message' });
  await field.fill(text);
  await field.press('Enter');
};
const reply = async (text: string) => {
  const field = inbox.getByLabel('Reply', { exact: true });
  await field.fill(text);
  await field.press('Enter');
};
const log = (page: Page) => chat(page).getByRole('log');
/** What the agent says is stored: a draft of it would end with what the visitor says next. */
const answered = (text: string | RegExp) =>
  chat(site).locator('.agent .bubble:not(.draft)', { hasText: text }).last().waitFor();
const words = (page: Page) => log(page).innerText();

test('[DSK-2, DSK-3] a visitor asks what the workspace knows, and reads it with its source', async () => {
  // all of the demo is made and read first, at whatever pace
  const patience = { timeout: 90_000 };
  await expect.poll(() => running.demo?.siteSource.agent, patience).toBeDefined();
  site = await open(visitor, siteUrl());
  await site.getByRole('button', { name: /chat/i }).click();
  const ask = 'Which roles can delete an inspection?';
  await expect.poll(() => running.demo?.siteSource.asks(), patience).toContain(ask);
  await say(site, ask);
  await log(site).getByText('voided by its inspector').first().waitFor();
  await chat(site)
    .getByRole('list', { name: 'Sources' })
    .first()
    .getByText('#support')
    .first()
    .waitFor();
  expect(await words(site)).not.toContain('tarn-thistle.example');
});

test('[DSK-3, DSK-4] what nobody taught it doesn’t know; a person can be asked for', async () => {
  await say(site, 'How many moons does Jupiter have?');
  await answered(/I don’t know/);
  await chat(site).getByRole('button', { name: 'Talk to a person' }).click();
  await log(site).getByText('A person will join you.').waitFor();
});

test('[TKO-1, DSK-6] the operator sees who waits, takes over, and the visitor is told', async () => {
  const operator = await browser.newContext({ locale: 'en-US' });
  await operator.addCookies(
    (owner.headers.cookie ?? '').split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url: running.url };
    }),
  );
  inbox = await open(operator, `${running.url}/app/inbox?org=${tenant}`);
  await inbox.getByRole('list', { name: 'Conversations' }).getByRole('link').first().click();
  await inbox.getByRole('button', { name: 'Take over', exact: true }).click();
  await log(site).getByText('Olga joined').waitFor();
});

test('[TKO-4] both write; a second tab and a reload show the same', async () => {
  await reply('This is Olga. It has about a hundred.');
  await log(site).getByText('It has about a hundred.').waitFor();
  const second = await open(visitor, siteUrl());
  await second.getByRole('button', { name: /chat/i }).click();
  await log(second).getByText('It has about a hundred.').waitFor();
  await say(second, 'Thank you, from the second tab.');
  await log(site).getByText('from the second tab').waitFor();
  await site.reload();
  // it opens as it was left
  await log(site).getByText('from the second tab').waitFor();
  await inbox.getByRole('region', { name: 'Transcript' }).getByText('second tab').waitFor();
  await second.close();
});

test('[DSK-2] offline, what is written waits, and arrives once', async () => {
  await visitor.setOffline(true);
  await say(site, 'Said in a tunnel.');
  await chat(site).getByText('Waiting for the connection').first().waitFor();
  await reply('Said meanwhile.');
  await visitor.setOffline(false);
  const transcript = inbox.getByRole('region', { name: 'Transcript' });
  await transcript.getByText('Said in a tunnel.').waitFor({ timeout: 40_000 });
  await log(site).getByText('Said meanwhile.').waitFor({ timeout: 40_000 });
  expect(await transcript.getByText('Said in a tunnel.').count()).toBe(1);
  expect(await log(site).getByText('Said in a tunnel.').count()).toBe(1);
});

test('[TKO-6, DSK-5] handed back, the agent goes on and runs an action', async () => {
  await inbox.getByRole('button', { name: 'Hand back…' }).click();
  await inbox.getByRole('dialog').getByRole('button', { name: 'Hand back' }).click();
  await log(site).getByText('The assistant is answering again.').waitFor();
  await say(site, 'I want to book a demo');
  await answered(/the day that suits you/);
  await say(site, '2027-03-01');
  await answered(/your e-mail address/);
  await say(site, 'ida@climber.example');
  await answered('Shall I do this?');
  await say(site, 'yes');
  await answered(/Your call is booked: PL-\d+/);
});

test('[DSK-5, NTF-8] closed, it is rated badly; the team hears of all of it once', async () => {
  await chat(site).getByRole('button', { name: 'More' }).click();
  await chat(site).getByRole('menuitem', { name: 'End this conversation' }).click();
  const rating = chat(site).getByRole('form', { name: 'How was this conversation?' });
  await rating.getByRole('button', { name: 'Bad' }).click();
  await rating.getByRole('textbox').fill('Jupiter has 95 moons.');
  await rating.getByRole('button', { name: 'Send rating' }).click();
  const announced = async () => {
    const { rows } = await database.pool.query<{ kind: string }>(
      `select kind from announcement where tenant = $1
         and kind in ('conversation.started', 'conversation.escalated', 'rating.low', 'action.ran')
       order by kind`,
      [tenant],
    );
    return rows.map(({ kind }) => kind);
  };
  await eventually(() => ratingCounts(database.pool).then(announced)).toEqual([
    ...['action.ran', 'conversation.escalated', 'conversation.started', 'rating.low'],
  ]);
});

test('[DSK-2] nothing on any page complained', () => {
  // what a browser writes down when its line is cut is no complaint of ours
  expect(complaints.flat().filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line))).toEqual([]);
});
