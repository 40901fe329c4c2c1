import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@belay/server/testing/eventually';
import { ownerAt } from '@belay/server/testing/managed/owner-at';
import { createTestDatabase, type TestDatabase } from '@belay/server/testing/test-database';
import type { Browser, FrameLocator, Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, runBelay } from './run-belay.ts';
import { deskChannels, yourId } from './slack/slack-stage.ts';
import { complaintsOf, openBrowser } from './testing/browser.ts';

/**
 * The tour as somebody walks it: no account, no other service. The website and the sandbox's Slack
 * are in two frames of one page, and every step ticks by what really happened.
 */
let database: TestDatabase;
let folder: string;
let browser: Browser;
let running: Running;
let page: Page;
let complaints: string[];

const env = () => ({
  ...{ PORT: '0', SANDBOX_PORT: '0', SITE_PORT: '0' },
  BELAY_DATA_DIR: folder,
  DATABASE_URL: database.url,
  BELAY_LOG: 'silent',
  BELAY_SECRET_KEY: '5a'.repeat(32),
});

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'belay-tour-'));
  browser = await openBrowser();
  running = await runBelay(env());
});
afterAll(async () => {
  await browser?.close();
  await running?.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const patience = 30_000;
const chat = (): FrameLocator => page.frameLocator('#site').frameLocator('iframe');
const slack = (): FrameLocator => page.frameLocator('#slack');
const log = () => chat().getByRole('log');
const say = async (text: string) => {
  const field = chat().getByRole('textbox', { name: 'Write a message' });
  await field.fill(text);
  await field.press('Enter');
};
/** The steps that are ticked. */
const done = () => page.locator('.step.done').count();
const ticked = (steps: number) =>
  expect.poll(done, { timeout: patience, interval: 50 }).toBe(steps);
const reply = async (text: string) => {
  const field = slack().getByLabel(/Reply in this thread/);
  await field.fill(text);
  await field.press('Enter');
  // it is emptied when Slack has the words
  await eventually(() => field.inputValue()).toBe('');
};
const own = (text: string) => slack().locator('#thread .message', { hasText: text }).last();
/** What proves to the widget who talks; null: nobody yet; undefined: its frame is still coming. */
const visitorToken = (): Promise<string | null | undefined> =>
  page
    .frames()
    .find((frame) => frame.url().includes('/widget/frame/'))
    ?.evaluate<string | null>(
      `Object.entries(localStorage).find(([name]) => /token/.test(name))?.[1] ?? null`,
    )
    .catch(() => undefined) ?? Promise.resolve(undefined);
const ask = 'How many moons does Jupiter have?';

async function openTour(): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1480, height: 950 },
  });
  page = await context.newPage();
  page.setDefaultTimeout(patience);
  complaints = complaintsOf(page);
  await page.goto(`${running.url}/tour`);
  // all of the demo is made and read first, at whatever pace
  await page.locator('#state', { hasText: 'Connected' }).waitFor({ timeout: 90_000 });
}

/** Presses a button with the keyboard alone, wherever it is on the page or in its frames. */
const byKey = async (button: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab') => {
  await button.waitFor();
  for (let stop = 0; stop < 80; stop += 1) {
    if (await button.evaluate((element) => element.matches(':focus')))
      return page.keyboard.press('Enter');
    await page.keyboard.press(way);
  }
  throw new Error(`Tab never came to ${button}`);
};

test('[SBX-4] steps 1 and 2: what the team said is cited, what nobody said is not made up', async () => {
  await openTour();
  // drawn from the memory as it is
  const suggested = page.locator('.step.next [data-copy]').first();
  const question = (await suggested.getAttribute('data-copy', { timeout: 90_000 })) ?? '';
  expect(question).toMatch(/\?$/);
  await say(question);
  await chat().getByRole('list', { name: 'Sources' }).first().waitFor();
  await ticked(1);
  await page.locator('.step.next', { hasText: ask }).waitFor();
  await say(ask);
  await log()
    .getByText(/I don’t know/)
    .waitFor();
  await ticked(2);
});

test('[TKO-1] steps 3 to 5 by keyboard: a person is wanted, a card stands in Slack, one press takes over', async () => {
  await byKey(chat().getByRole('button', { name: 'Talk to a person' }));
  const takeOver = slack().getByRole('button', { name: 'Take Over' }).first();
  await takeOver.waitFor();
  await ticked(4);
  // Tab stays in the open chat; Escape is its way out
  await page.keyboard.press('Escape');
  await byKey(takeOver);
  await ticked(5);
  await byKey(page.frameLocator('#site').getByRole('button', { name: /^Open chat/ }), 'Shift+Tab');
  await log().getByText('Sam joined').waitFor();
});

test('[TKO-4] steps 6 to 8: replies, an edit and a deletion reach the visitor', async () => {
  await slack().locator('.thread a').first().click();
  await slack().locator('#thread').waitFor();
  await slack().getByText('Live', { exact: true }).waitFor();
  await reply('Jupiter has 95 known moons.');
  await log().getByText('Jupiter has 95 known moons.').waitFor();
  await own('95 known').hover();
  await own('95 known').getByRole('link', { name: 'Edit' }).click();
  const editor = slack().locator('#thread .editor textarea');
  await editor.fill('Jupiter has 97 known moons.');
  await editor.press('Enter');
  await log().getByText('Jupiter has 97 known moons.').waitFor();
  await reply('This was for somebody else.');
  await log().getByText('This was for somebody else.', { exact: true }).waitFor();
  await own('somebody else').hover();
  await own('somebody else').getByRole('button', { name: 'Delete' }).click();
  await own('somebody else').getByRole('button', { name: 'Really delete?' }).click();
  await log().getByText('This message was deleted.').waitFor();
  await ticked(8);
});

test('[DSK-7] steps 9 and 10: handed back with its answer, which a new visitor is given', async () => {
  await slack().getByRole('button', { name: 'Hand back' }).first().click();
  const modal = slack().getByRole('dialog');
  await modal.getByLabel('Jupiter has 97 known moons.').check();
  await modal.getByRole('button', { name: 'Hand back' }).click();
  await log().getByText('The assistant is answering again.').waitFor();
  await ticked(9);
  await page.getByText('What you answered is now the answer.').waitFor();
  expect(await visitorToken()).toMatch(/./);
  await page.getByRole('button', { name: 'Be a new visitor' }).click();
  await expect.poll(visitorToken, { timeout: patience, interval: 50 }).toBeNull();
  await eventually(() => log().getByText('Sam joined').count()).toBe(0);
  // the chat offers what the memory answers, and something that it doesn't
  await eventually(() => chat().getByRole('button', { name: /\?$/ }).count()).toBeGreaterThan(1);
  await say(ask);
  await log().getByText('97 known moons').waitFor();
  await ticked(10);
  await page.getByText('All ten steps happened.').waitFor();
});

test('[SEC-1] what passed is told as it was, without a token', async () => {
  const tail = page.locator('#requests');
  for (const part of [
    ...['POST /v1/widget/messages', 'POST chat.postMessage', '#support-escalations'],
    ...['POST /slack/interactivity', 'block_actions belay_take', 'POST views.open'],
    ...['POST oauth.v2.access', 'POST chat.update'],
  ])
    await eventually(() => tail.innerText()).toContain(part);
  await tail.locator('details', { hasText: 'oauth.v2.access' }).last().locator('summary').click();
  expect(await page.content()).not.toMatch(/xox[a-z]-sandbox|v4\.public\./);
});

test('[NTF-5] broken on purpose, the tour says what is wrong; mended, the card arrives', async () => {
  const channelOff = page.getByRole('switch', { name: /archived/ });
  const posting = page.getByRole('switch', { name: /Posting forbidden/ });
  await page.getByRole('button', { name: 'Begin again' }).click();
  await ticked(0);
  const refused = page.locator('#refused');
  const answers: [(route: Route) => Promise<void>, string][] = [
    [(route) => route.abort('internetdisconnected'), 'Belay doesn’t answer.'],
    [(route) => route.fulfill({ status: 503, body: 'a proxy' }), 'That did not work (503).'],
  ];
  for (const [answer, words] of answers) {
    await page.route('**/tour/break', answer, { times: 1 });
    await posting.press('Enter');
    await refused.getByText(words).waitFor();
    expect(await posting.getAttribute('aria-checked')).toBe('false');
  }
  // the browser tells of them, too
  expect(complaints.splice(0)).toHaveLength(answers.length);
  await posting.press('Enter');
  await refused.waitFor({ state: 'hidden' });
  await expect.poll(() => posting.getAttribute('aria-checked')).toBe('true');
  await chat().getByRole('button', { name: 'Talk to a person' }).click();
  await page.locator('#state .problem').first().waitFor();
  await page.locator('#requests .outcome.bad', { hasText: 'restricted_action' }).first().waitFor();
  expect(await channelOff.getAttribute('aria-checked')).toBe('false');
  await posting.click();
  await expect.poll(() => posting.getAttribute('aria-checked')).toBe('false');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('#state .state.good').waitFor();
  await slack().getByRole('button', { name: 'Take Over' }).last().waitFor();
});

test('[INS-4] a token that was revoked is said, and given anew by the next try', async () => {
  const revoked = page.getByRole('switch', { name: 'Token revoked' });
  await revoked.click();
  await page.locator('#state .problem').first().waitFor();
  await revoked.click();
  await expect.poll(() => revoked.getAttribute('aria-checked')).toBe('false');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('#state .state.good').waitFor();
});

test('[SEC-2] a stranger’s page breaks nothing, holds nothing and begins nothing', async () => {
  for (const path of ['/tour/break', '/tour/begin', '/tour/mend']) {
    const answer = await fetch(running.url + path, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: new URLSearchParams({ what: 'slow', on: 'yes' }),
    });
    expect(answer.status).toBe(403);
  }
  const held = await fetch(`${running.url}/tour`);
  expect(held.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(running.demo?.sandbox.switches.all.some(({ isOn }) => isOn)).toBe(false);
  const { demo } = running;
  const site = await fetch(demo?.site.url ?? '');
  expect(site.headers.get('content-security-policy')).toMatch(
    new RegExp(`frame-ancestors .*${new URL(running.url).host}`),
  );
});

/** How much there is of what a start could double. */
async function counted(): Promise<Record<string, string>> {
  const { rows } = await database.pool.query<Record<string, string>>(
    `select (select count(*) from agent) as agents, (select count(*) from person) as people,
            (select count(*) from member) as members, (select count(*) from connector) as connectors,
            (select count(*) from slack_installation) as installations,
            (select count(*) from slack_binding) as bindings,
            (select count(*) from slack_card) as cards`,
  );
  return rows[0] ?? {};
}

/** Jobs that are done now, or should be. */
async function dueJobs(): Promise<number | undefined> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from graphile_worker._private_jobs
     where locked_at is not null or (run_at <= now() and attempts < max_attempts)`,
  );
  return rows[0]?.n;
}

test('[SYN-3] started again, the assistant still has its Slack, and nothing is doubled', async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  // what is still to be done now would be done by the next one
  await eventually(dueJobs).toBe(0);
  const before = await counted();
  await running.close();
  running = await runBelay(env());
  await openTour();
  expect(await counted()).toEqual(before);
  expect(await page.locator('#requests').innerText()).not.toContain('oauth');
  await chat().getByRole('button', { name: 'Talk to a person' }).click();
  await slack().getByRole('button', { name: 'Take Over' }).first().waitFor();
  expect(complaints).toEqual([]);
});

test('[TKO-5] whoever makes themselves the owner is “You” in the sandbox from then on', async () => {
  const { sandbox } = running.demo ?? {};
  await ownerAt(running.url, /#token=(\S+)/.exec(running.setup ?? '')?.[1] ?? '');
  await eventually(() => sandbox?.world.user(yourId).email).toBe('olga@example.com');
  // Slack tells of it, and Belay writes it down
  const linked = async () => {
    const { rows } = await database.pool.query<{ email: string }>(
      `select p.email from slack_person s join person p on p.id = s.person where s.user_id = $1`,
      [yourId],
    );
    return rows.map(({ email }) => email);
  };
  await eventually(linked).toEqual(['olga@example.com']);
  await slack().getByRole('button', { name: 'Take Over' }).first().click();
  await log().getByText('Olga joined').waitFor();
  expect(sandbox?.world.channel(deskChannels.support.id).members).toContain(yourId);
});
