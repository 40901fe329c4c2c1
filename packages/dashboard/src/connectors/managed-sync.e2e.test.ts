import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import {
  type WorkedWorkspace,
  workedWorkspace,
} from '@belay/server/connectors/work/testing/worked-workspace';
import { eventually } from '@belay/server/testing/eventually';
import { setUpOwner } from '@belay/server/testing/test-person';
import { zipOf } from '@belay/slack/testing/zip-of';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../build/ensure-built.ts';

const day = 86_400_000;
let at: WorkedWorkspace;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  await ensureBuilt();
  at = await workedWorkspace();
  const { world, app, clock } = at.sandbox;
  for (let index = 0; index < 60; index += 1)
    world.post({
      channel: at.rope,
      user: at.person,
      text: `Rope ${index} was inspected`,
      at: clock.now() - 5 * day + index * 60_000,
    });
  const harness = world.addChannel({ name: 'harness', members: [at.person, app.botUserId] });
  world.post({ channel: harness.id, user: at.person, text: 'Harness 7 is retired' });
  for (let index = 0; index < 1_200; index += 1)
    world.addChannel({ name: `route-${String(index).padStart(4, '0')}`, members: [at.person] });

  const owner = await setUpOwner(at.server);
  browser = await openBrowser();
  // uPlot wants a language that is one; a headless browser may have `en-US@posix`
  const context = await browser.newContext({ locale: 'en-US' });
  const [name = '', ...value] = (owner.cookie.split(';')[0] ?? '').split('=');
  await context.addCookies([{ name, value: value.join('='), url: at.server.url }]);
  page = await context.newPage();
  // a machine that builds and tests for many is slow
  page.setDefaultTimeout(30_000);
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await at?.close();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const menu = async (item: RegExp) => {
  await button('More actions').click();
  await page.getByRole('menuitem', { name: item }).click();
};
const inTail = (text: string): Locator => page.getByTestId('tail').getByText(text);
const state = (word: string): Locator => page.locator('header').getByText(word, { exact: true });
const channelRow = (name: string): Locator =>
  page.getByRole('grid', { name: 'Channels' }).getByRole('row', { name: new RegExp(name) });

test('[MGD-1] Settings, Connectors, Add Connector, Slack: the token is told at once, kinds and names in words', async () => {
  await page.goto(`${at.server.url}/app/settings`);
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: 'Connectors' }).click();
  await page.getByRole('link', { name: 'Connect Slack' }).click();
  const token = page.getByLabel('Bot User OAuth Token');
  await token.fill(['xapp', '1', 'A1', 'abc'].join('-'));
  await page.getByText('This is an app-level token.').waitFor();
  await token.fill(at.sandbox.token({ scopes: ['channels:read', 'users:read'] }));
  await page.getByText('is missing and needed').first().waitFor();
  await token.fill(at.sandbox.botToken);
  await page.getByText('This token has everything that reading needs.').waitFor();

  await page.getByRole('radio', { name: /Chosen channels/ }).click();
  const search = page.getByLabel('Search, or paste names');
  const found = page.getByRole('grid', { name: 'Channels of the workspace' });
  await found.getByText(/1,20\d channels/).waitFor();
  await search.fill('route-11');
  await found.getByText('100 channels').waitFor();
  await search.fill('#rope, #nowhere');
  await page.getByText('Slack shows no channel #nowhere to this token.').waitFor();
  await button('Remove #rope').waitFor();
  await page.getByText('org:acme/source:slack/channel:rope').waitFor();
});

test('[MGD-1] a reload loses what was chosen no more than it keeps a secret', async () => {
  await page.getByRole('radio', { name: /Real-time/ }).click();
  await button('Start sync').click();
  await page.getByText('Paste an app-level token: it opens the socket.').waitFor();
  await page.reload();
  await button('Remove #rope')
    .or(page.getByText('as soon as the token is checked'))
    .first()
    .waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(kept).toContain('rope');
  expect(kept).not.toContain(at.sandbox.botToken);
  expect(await page.getByLabel('Bot User OAuth Token').inputValue()).toBe('');

  await page.getByLabel('Bot User OAuth Token').fill(at.sandbox.botToken);
  await page.getByText('This token has everything').waitFor();
  await page.getByLabel('App-level token').fill(at.sandbox.appToken);
  await button('Start sync').click();
  await page.waitForURL(/\/connectors\/con_/);
});

test('[MGD-2] the backfill is seen, and a message of the sandbox page appears as it is said', async () => {
  await state('Live').waitFor();
  await channelRow('rope').getByText('Complete').waitFor();
  await page.locator('dd').getByText('60', { exact: true }).waitFor();
  await inTail('Rope 59 was inspected').waitFor();
  await page.getByText('Socket Mode, connected').waitFor();

  const slack = await page.context().newPage();
  await slack.goto(`${at.sandbox.url}/c/${at.rope}`);
  await slack.locator('textarea[name=text]').fill('The new ropes are here');
  await slack.locator('button.chief').click();
  // without the socket it would come with the next look at the channels, minutes later
  await inTail('The new ropes are here').waitFor();
  await slack.close();
  expect(await button('Show table').getAttribute('aria-pressed')).toBe('false');
  await button('Show table').click();
  await page.getByRole('table', { name: 'Throughput' }).getByRole('row').nth(1).waitFor();
});

test('[MGD-3] paused means that nothing is taken; resumed, nothing is missing', async () => {
  await button('Pause').first().click();
  await state('Paused').waitFor();
  // what was under way has ended: its worker hung up
  await eventually(() => at.sandbox.sockets.connections).toHaveLength(0);
  at.sandbox.world.post({ channel: at.rope, user: at.person, text: 'Said in the pause' });
  await page
    .getByTestId('sentence')
    .getByText(/nothing is read/i)
    .waitFor();
  expect(await inTail('Said in the pause').count()).toBe(0);
  await button('Resume').click();
  await inTail('Said in the pause').waitFor();
  await state('Live').waitFor();
});

test('[MGD-3] another channel: the change is shown before it is made, then read', async () => {
  await button('Settings').click();
  const drawer = page.getByRole('dialog', { name: 'Settings' });
  await drawer.getByLabel('Search, or paste names').fill('#harness, ');
  await drawer.getByText('#harness will be read.').waitFor();
  await drawer.getByRole('button', { name: 'Save changes' }).click();
  await channelRow('harness').getByText('Complete').waitFor();
  await inTail('Harness 7 is retired').waitFor();
});

test('[MGD-3] a revoked token is told with its remedy, and another one goes on without a gap', async () => {
  const fresh = at.sandbox.rotateToken();
  at.sandbox.world.post({ channel: at.rope, user: at.person, text: 'Said to a deaf connector' });
  await menu(/Rotate/);
  const dialog = page.getByRole('dialog', { name: 'Rotate token and secrets' });
  await dialog.getByLabel('New Bot OAuth token').fill(fresh);
  await dialog.getByText('This token has everything').waitFor();
  await dialog.getByRole('button', { name: 'Use from now on' }).click();
  await inTail('Said to a deaf connector').waitFor();
  await state('Live').waitFor();
});

test('[MEM-7] the explorer finds it, shows its versions and travels to before the edit', async () => {
  const { world } = at.sandbox;
  const { ts } = world.post({
    channel: at.rope,
    user: at.person,
    text: 'The quokka budget is 100',
  });
  await inTail('The quokka budget is 100').waitFor();
  const between = new Date().toISOString();
  world.edit(at.rope, ts, { text: 'The quokka budget is 250' });
  await inTail('The quokka budget is 250').waitFor();

  await page.getByRole('link', { name: 'Memory' }).first().click();
  await page.getByLabel('Search the memory').fill('quokka budget');
  const result = page.locator('article', { hasText: 'quokka budget' }).first();
  await result.getByText('is 250').waitFor();
  await result.getByRole('link', { name: 'Open this experience' }).click();
  const pane = page.getByRole('complementary', { name: 'Experience' });
  await pane.getByText('Versions (2)').waitFor();
  await pane.locator('del', { hasText: '100' }).waitFor();
  await pane.locator('ins', { hasText: '250' }).waitFor();

  await page.goto(`${at.server.url}/app/memory?q=quokka+budget&as_of=${between}`);
  await page.getByTestId('as-of').getByText('As the memory knew it on').waitFor();
  await page.locator('article', { hasText: 'is 100' }).first().waitFor();
  expect(await page.locator('article', { hasText: 'is 250' }).count()).toBe(0);
  await button('Back to now').click();
  await page.locator('article', { hasText: 'is 250' }).first().waitFor();
});

test('[MEM-8] forgotten in the explorer: what goes along is counted, and it is found no more', async () => {
  await page.locator('article', { hasText: 'is 250' }).first().getByRole('link').click();
  const pane = page.getByRole('complementary', { name: 'Experience' });
  await pane.getByText('Versions (2)').waitFor();
  await pane.getByRole('button', { name: 'Forget' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget 2 experiences from #rope' });
  await dialog.getByRole('button', { name: 'Forget 2 experiences from #rope' }).click();
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
});

test('[MGD-1] an export that is chosen is uploaded, read and counted; no ZIP is told at once', async () => {
  await using zip = await zipOf({
    'users.json': [{ id: at.person, team_id: at.sandbox.world.team.current.id, name: 'ada' }],
    'channels.json': [{ id: at.rope, name: 'rope', members: [] }],
    'rope/2026-01-02.json': [
      { type: 'message', user: at.person, text: 'From long ago', ts: '1767312000.000100' },
    ],
  });
  await page.getByRole('link', { name: 'Connectors' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Connectors' }).waitFor();
  await page.getByRole('listitem').getByRole('link').first().click();
  const input = page.locator('input[type=file]');
  await input.setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('x'),
  });
  await page.getByText('notes.txt is no ZIP.').waitFor();
  await input.setInputFiles(zip.path);
  await page.getByText('export.zip').waitFor();
  await page.locator('li', { hasText: 'export.zip' }).getByText('Done').waitFor();
  await inTail('From long ago').waitFor();
});

test('[MGD-3] deleted with its data: the name is typed, the memory is empty, the connector is gone', async () => {
  await page.goto(`${at.server.url}/app/connectors`);
  const card = page.getByRole('listitem').getByRole('link').first();
  const name = (await card.textContent()) ?? '';
  await card.click();
  await menu(/Delete/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Forget it too/ }).click();
  const confirm = dialog.getByRole('button', { name: /^Delete and forget \d+ messages$/ });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill(name);
  expect(complaints).toEqual([]);
  await confirm.click();
  await page.getByText('No connector yet').waitFor();
  const { rows } = await at.pool.query<{ left: number }>(
    'select count(*)::int as left from event where envelope is not null',
  );
  expect(rows[0]?.left).toBe(0);
  // its worker may be done before the page is left, which then asks for what is gone
  expect(complaints.filter((complaint) => !/status of 404/.test(complaint))).toEqual([]);
});
