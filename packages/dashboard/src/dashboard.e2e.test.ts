import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import { setupLink } from '@belay/server/auth/setup/setup-link';
import { eventually } from '@belay/server/testing/eventually';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { firstPageBytes } from '../build/first-page-bytes.ts';

const password = 'a rope that holds';
let dist: string;
let server: TestServer;
let browser: Browser;
let owner: Page;
let viewer: Page;
const complaints: string[] = [];

beforeAll(async () => {
  dist = await ensureBuilt();
  server = await startTestServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** A browser of somebody's own: its cookies are nobody else's. */
async function newPerson(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext(options);
  const page = await context.newPage();
  // a machine that builds and tests for many is slow
  page.setDefaultTimeout(30_000);
  const own = complaintsOf(page);
  page.on('close', () => complaints.push(...own));
  return page;
}
/** Links are made for the public address; here they are opened at the test server's. */
const here = (link: string) => server.url + new URL(link).pathname + new URL(link).hash;
const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
/** Two keys in a row, without a way back and forth between them: who thinks too long begins anew. */
const sequence = (page: Page, ...keys: string[]) =>
  Promise.all(keys.map((key) => page.keyboard.press(key)));
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('[MGD-1] the printed link makes the owner, once; whoever comes later is told in words', async () => {
  const link = await setupLink(server.ctx);
  if (!link) throw new Error('there is an owner already');
  owner = await newPerson();
  await owner.goto(`${server.url}/app/memory`);
  await heading(owner, 'Belay has no owner yet');

  await owner.goto(here(link));
  await owner.getByLabel('Your name').fill('Maren Holt');
  await owner.getByLabel('E-mail').fill('maren@fernhill.test');
  await owner.getByLabel('Password', { exact: true }).fill(password);
  await owner.getByLabel('Organisation').fill('Fernhill Outdoor');
  await button(owner, 'Create my account').click();
  await heading(owner, 'Fernhill Outdoor');
  await owner.getByText('Live', { exact: true }).waitFor();

  const late = await newPerson();
  await late.goto(here(link));
  await late.getByLabel('Your name').fill('Somebody Late');
  await late.getByLabel('E-mail').fill('late@fernhill.test');
  await late.getByLabel('Password', { exact: true }).fill(password);
  await late.getByLabel('Organisation').fill('Elsewhere');
  await button(late, 'Create my account').click();
  await late.getByRole('alert').filter({ hasText: 'was used, replaced or is too old' }).waitFor();
  await late.goto(`${server.url}/app/setup`);
  await heading(late, 'This set-up link is incomplete');
  await late.context().close();
  const people = await server.pool.query('select from person');
  expect(people.rowCount).toBe(1);
});

test('[MGD-6] an invited viewer comes in by the link and can look, not change', async () => {
  await owner.goto(`${server.url}/app/settings/members`);
  await button(owner, 'Invite').click();
  await owner.getByLabel('E-mail').fill('Noor@fernhill.test');
  await button(owner, 'Create invitation').click();
  const link = await owner.getByText(/\/app\/invitation#token=/).textContent();
  await button(owner, 'Done').click();
  await owner.getByText('noor@fernhill.test').waitFor();

  viewer = await newPerson({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await viewer.goto(here(link ?? ''));
  await heading(viewer, 'Join Fernhill Outdoor');
  await viewer.getByLabel('Your name').fill('Noor Aziz');
  await viewer.getByLabel('Password', { exact: true }).fill(password);
  await button(viewer, 'Create my account and join').click();
  await heading(viewer, 'Fernhill Outdoor');
  await viewer.getByText('Ask an owner or admin to do it.').waitFor();
  expect(await viewer.getByRole('link', { name: 'Connect Slack' }).count()).toBe(0);

  for (const [path, what] of [
    ['members', 'see or change the members'],
    ['tokens', 'see or make API tokens'],
    ['audit', 'read the audit log'],
  ]) {
    await viewer.goto(`${server.url}/app/settings/${path}`);
    await viewer.getByRole('heading', { name: `You can't ${what}` }).waitFor();
  }
  // on a phone the chosen section is in sight, however far down the row of them it stands
  const end = async () => {
    const chosen = await viewer.getByRole('link', { name: 'Audit log' }).boundingBox();
    return (chosen?.x ?? 390) + (chosen?.width ?? 0);
  };
  await eventually(end).toBeLessThanOrEqual(390);
  // the page only spares the refusal; the server is what refuses
  const refused = await viewer.evaluate(async () => {
    const me = await (await fetch('/v1/me')).json();
    const answer = await fetch('/v1/invitations', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-belay-tenant': me.tenants[0].id },
      body: JSON.stringify({ email: 'x@fernhill.test', role: 'owner' }),
    });
    return answer.status;
  });
  expect(refused).toBe(403);
  complaints.length = 0;
});

test('[MGD-6] a role that the owner gives works at once, and stands in the audit log', async () => {
  await owner.goto(`${server.url}/app/settings/members`);
  await owner.getByRole('row', { name: /Noor Aziz/ }).focus();
  await owner.keyboard.press('o');
  await owner.getByLabel('Role').selectOption('admin');
  await button(owner, 'Save').click();
  await owner.getByRole('row', { name: /Noor Aziz.*admin/ }).waitFor();

  await viewer.goto(`${server.url}/app/settings/members`);
  await button(viewer, 'Invite').waitFor();

  await owner.goto(`${server.url}/app/settings/audit`);
  await owner.getByLabel('Filter the audit log').fill('changed member');
  await owner.getByRole('row', { name: /maren@fernhill.test changed a member/ }).click();
  await owner.getByRole('dialog').getByText('members.change').waitFor();
});

test('an API token is shown once, works, and ends when it is revoked', async () => {
  await owner.goto(`${server.url}/app/settings/tokens`);
  await owner.getByRole('heading', { name: 'No API token yet' }).waitFor();
  await owner.getByRole('button', { name: 'Create token' }).click();
  await owner.getByLabel('Name').fill('Support agent');
  await owner.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  const token = (await owner.getByText(/^v4\.public\./).textContent()) ?? '';
  await button(owner, 'I have copied it').click();
  const call = () =>
    fetch(`${server.url}/v1/auth/whoami`, {
      headers: { authorization: `Bearer ${token}`, 'x-cortex-actor': 'service:support-agent' },
    });
  expect((await call()).status).toBe(200);
  await owner.getByRole('button', { name: 'Revoke Support agent' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Revoke Support agent' }).click();
  await owner.getByText('Revoked', { exact: true }).waitFor();
  expect((await call()).status).toBe(401);
  expect(await owner.content()).not.toContain(token);
});

test('[SEC-2] another organisation is another application: nothing of the former one stays', async () => {
  await owner.goto(`${server.url}/app/`);
  await heading(owner, 'Fernhill Outdoor');
  await owner.getByRole('button', { name: /Switch the organisation/ }).click();
  await owner.getByRole('menuitem', { name: 'New organisation' }).click();
  await owner.getByLabel('Name').fill('Second Rope');
  await button(owner, 'Create organisation').click();
  await heading(owner, 'Second Rope');
  await owner.getByText('Live', { exact: true }).waitFor();
  await owner.goto(`${server.url}/app/settings/members`);
  await owner.getByRole('row', { name: /Maren Holt/ }).waitFor();
  expect(await owner.getByText('Noor Aziz').count()).toBe(0);

  await owner.getByRole('button', { name: /Switch the organisation/ }).click();
  await owner.getByRole('menuitem', { name: 'Fernhill Outdoor' }).click();
  await heading(owner, 'Fernhill Outdoor');
  await sequence(owner, 'g', 's');
  await owner.getByRole('link', { name: 'Members' }).click();
  await owner.getByRole('row', { name: /Noor Aziz/ }).waitFor();
});

test('[SEC-4] signed out everywhere, the other browser is asked to sign in and comes back', async () => {
  const second = await newPerson();
  await second.goto(`${server.url}/app/settings/organisation`);
  await heading(second, 'Sign in');
  await second.getByLabel('E-mail').fill('maren@fernhill.test');
  await second.getByLabel('Password', { exact: true }).fill('not the password');
  await button(second, 'Sign in').click();
  await second.getByRole('alert').filter({ hasText: 'do not match' }).waitFor();
  await second.getByLabel('Password', { exact: true }).fill(password);
  await second.keyboard.press('Enter');
  await second.waitForURL(/\/app\/settings\/organisation$/);

  await owner.goto(`${server.url}/app/settings/profile`);
  await owner.getByText('signed in on 2 browsers').waitFor();
  // the answer comes late: by then the streams have ended, and are refused when they ask again
  const refused = owner.waitForResponse((answer) => answer.status() === 401);
  await owner.route('**/v1/sessions', async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    const response = await route.fetch();
    await (await refused).finished();
    await route.fulfill({ response });
  });
  const been: string[] = [];
  owner.on('framenavigated', (frame) => been.push(frame.url()));
  await button(owner, 'Sign out everywhere').click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await heading(owner, 'Sign in');
  // that it ended is no news to whoever ended it
  expect(been.filter((url) => url.includes('ended'))).toEqual([]);

  // its stream ends with the session: nobody has to touch the page
  await heading(second, 'Sign in');
  await second.getByText('Your session ended').waitFor();
  await second.getByLabel('E-mail').fill('maren@fernhill.test');
  await second.getByLabel('Password', { exact: true }).fill(password);
  await button(second, 'Sign in').click();
  await second.waitForURL(/\/app\/settings\/organisation$/);
  await second.context().close();
});

test('everything is reached by keyboard alone', async () => {
  const page = viewer;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${server.url}/app/`);
  await heading(page, 'Fernhill Outdoor');
  await page.keyboard.press('Tab');
  await page.locator(':focus', { hasText: 'Skip to the content' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#content:focus').waitFor();
  await sequence(page, 'g', 's');
  await heading(page, 'Settings');
  await page.getByRole('status').filter({ hasText: 'Profile · Belay' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('conn');
  await page.keyboard.press('Enter');
  await heading(page, 'Connectors');
  // while a dialog is there, keys are its own
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Go to Memory').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goto(`${server.url}/app/nowhere`);
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
  // the ways on are all there
  await sequence(page, 'g', 's');
  await heading(page, 'Settings');
});

test('the pages keep to the policy and to their weight, and complain about nothing', async () => {
  expect(firstPageBytes(dist).script).toBeLessThan(200_000);
  const answer = await fetch(`${server.url}/app/`);
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect((await fetch(`${server.url}/`, { redirect: 'manual' })).headers.get('location')).toBe(
    '/app/',
  );
  await Promise.all([owner.context().close(), viewer.context().close()]);
  // a refused call is told by the browser too: those are what the tests above are about
  const refusals = /status of (401|403|410)/;
  expect(complaints.filter((complaint) => !refusals.test(complaint))).toEqual([]);
});
