import { eventually } from '@belay/server/testing/eventually';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  address,
  alert,
  at,
  begin,
  button,
  choose,
  consent,
  dialog,
  failing,
  page,
  slack,
} from './testing/slack-walk.ts';
import { tellingWalk } from './testing/telling-walk.ts';

beforeAll(begin);
afterAll(() => at?.close());

test('[INS-1] the steps begin under Integrations, with checks that warn and what is shared', async () => {
  await page.goto(`${at.server.url}/app/agents/${at.agent}`);
  const tabs = page.getByRole('navigation', { name: 'Agent' });
  await tabs.getByRole('link', { name: 'Integrations' }).click();
  await page.locator('main').getByRole('link', { name: 'Slack', exact: true }).click();
  const checks = page.getByRole('list', { name: 'Prerequisites' });
  await checks.getByText('The agent is not trained').waitFor();
  await checks.getByText('The agent is public.').waitFor();
  await page.getByRole('link', { name: 'What is shared with Slack' }).click();
  for (const what of ['Conversation messages', 'Visitor information', 'Metadata'])
    await page.getByText(what, { exact: true }).waitFor();
  await page.goBack();
});

test('[INS-1] consent that is refused comes back with its reason; one that is given connects', async () => {
  await button('Add to Slack').click();
  await consent('Cancel');
  await page.getByText('the request was cancelled in Slack').waitFor();
  await button('Add to Slack again').click();
  await consent('Allow');
  await page.getByText('Slack is connected. Choose the channel').waitFor();
  await page.getByText('No channel is chosen, so nothing is sent.').waitFor();
});

test('[INS-1] a channel is found among many, by a pasted link, or made; who reads it is told', async () => {
  await page.getByRole('combobox', { name: 'Default channel' }).click();
  await page.getByRole('option', { name: /^Show more: 50 of 1,20\d channels/ }).click();
  await page.getByRole('option', { name: /^Show more: 100 of/ }).waitFor();
  await page.getByText('Private channels appear once the app is in them').waitFor();
  await page.keyboard.press('Escape');
  const link = `${(await slack()).installation?.team.url}archives/${at.channels.support}`;
  await choose('Default channel', link, /support-escalations/);
  await page.getByText('Everyone in the workspace can read this.').first().waitFor();

  await page.getByRole('combobox', { name: 'Catch-all channel' }).click();
  await page.getByPlaceholder('Search, or paste a link').fill('#Belay Watch');
  await page.getByText('No channel is called so.').waitFor();
  await page.getByRole('option', { name: 'Create a new channel…' }).click();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('belay-watch');
  await page.getByLabel('Private').click();
  await button('Create #belay-watch').click();
  await page.getByText('Nobody but the app would be in this private channel').waitFor();
  await page.getByLabel('Private').click();
  await button('Create #belay-watch').click();
  await dialog('Create a channel').waitFor({ state: 'detached' });

  await choose('Channel of Lead Captured', 'partners');
  await dialog('Another company reads #partners').getByRole('button', { name: 'Cancel' }).click();
  await choose('Channel of Lead Captured', 'leads', /^# ?leads/);
});

tellingWalk();

test('[TKO-5] Slack shows who is unknown a one-time link; its page names both and links them once', async () => {
  const card = at
    .posts(at.channels.support)
    .findLast((post) => JSON.stringify(post).includes('belay_take'));
  const place = { channel: at.channels.support, ts: card?.ts ?? '' };
  await at.sandbox.interactivity.click(at.ann, place, { actionId: 'belay_take' });
  const shown = () => JSON.stringify(at.sandbox.ephemerals.filter(({ user }) => user === at.ann));
  await eventually(shown).toContain('/slack/link#token=');
  const link = /http[^"\s|>]*\/app\/slack\/link#token=[\w-]+/.exec(shown())?.[0] ?? '';
  await page.goto(link);
  await page.getByText('ann', { exact: true }).waitFor();
  await button('Link ann to me').click();
  await page.getByRole('heading', { name: 'You are linked' }).waitFor();
  const other = await at.open(at.viewer);
  await other.goto(link);
  await other.getByRole('heading', { name: "This link doesn't work any more" }).waitFor();
  await other.close();

  await page.goto(`${at.server.url}/app/settings/profile`);
  const own = page.getByRole('region', { name: 'Your Slack accounts' });
  await own.getByText('linked by hand').waitFor();
  await button(/olga@example.com/).click();
  await page.getByRole('menuitem', { name: 'Mark me away' }).click();
  await page.getByText('Away from the desk').waitFor();
  await eventually(() => page.getByRole('switch', { name: /^Available/ }).isChecked()).toBe(false);
});

test('[INS-4] the settings name what uses a workspace; disconnecting names what stops; reconnecting keeps the routes', async () => {
  await page.goto(`${at.server.url}/app/settings/slack`);
  const people = page.getByRole('table', { name: 'People in Slack' });
  await people.getByRole('row', { name: /ann.*Olga Owner.*by hand/ }).waitFor();
  const unlink = dialog(/^Unlink ann/);
  const ask = () => people.getByRole('button', { name: /^Unlink ann/ }).click();
  const press = () => unlink.getByRole('button', { name: 'Unlink' }).click();
  await ask();
  await failing('**/slack/people/unlink', press, () => unlink.getByRole('alert'));
  await page.keyboard.press('Escape');
  await people.getByRole('row', { name: /ann.*Olga Owner/ }).waitFor();
  await ask();
  await press();
  await people.getByRole('row', { name: /ann.*nobody/ }).waitFor();
  await button(/^Disconnect workspace/).click();
  await dialog(/everywhere$/)
    .getByText('the agent Robin')
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('list', { name: /^Uses/ }).getByRole('link', { name: 'Robin' }).click();

  const made = await at.owner.call('POST', '/v1/agents', { name: 'Wren' });
  const { id: second } = (await made.json()) as { id: string };
  await page.goto(`${at.server.url}/app/agents/${second}/integrations/slack`);
  const connected = page.getByRole('region', { name: 'Connected workspaces' });
  await connected.getByText('Used by the agent Robin').waitFor();
  await connected.getByRole('button', { name: /^Use / }).click();
  await page.getByText('No channel is chosen, so nothing is sent.').waitFor();

  await page.goto(address());
  await page.getByRole('list', { name: 'Warnings' }).getByText(/Wren/).waitFor();
  await button('Disconnect').click();
  await dialog(/^Disconnect Robin from/)
    .getByText(/stays connected for Wren/)
    .waitFor();
  await page.keyboard.press('Escape');
  await at.owner.call('POST', `/v1/agents/${second}/slack/disconnect`, {});
  await page.reload();

  await button('Disconnect').click();
  const asks = dialog(/^Disconnect Robin from/);
  await asks.getByText('All Slack notifications of Robin.').waitFor();
  await asks.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByText('What was chosen is kept').waitFor();
  const before = at.posts(at.channels.support).length;
  await (await at.visitor()).say('Does anybody hear me?');

  await button('Add to Slack').click();
  await consent('Allow');
  await page.getByText(/events are told, by default in #support-escalations/).waitFor();
  expect((await slack()).settings.events.lead.channel).toBe(at.channels.leads);
  expect(at.posts(at.channels.support)).toHaveLength(before);
});

test('[INS-4] an app that is removed in Slack is told on its page and on the first one, and added again', async () => {
  at.sandbox.world.uninstallApp(at.sandbox.app.id);
  await eventually(async () => (await slack()).state).toBe('broken');
  await page.goto(`${at.server.url}/app/`);
  await page.getByRole('heading', { name: 'Slack needs a look' }).waitFor();
  await page.getByRole('link', { name: 'Mend it' }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  await problems.getByRole('button', { name: 'Add to Slack' }).click();
  await consent('Allow');
  await page.getByText(/events are told, by default in #support-escalations/).waitFor();
  await problems.waitFor({ state: 'detached' });
});

test('[INS-5] a connector uses the connected workspace without a token; disconnecting everywhere names both', async () => {
  await page.goto(`${at.server.url}/app/connectors/add/slack`);
  await button(/^Use /).click();
  await page.getByText('The app that is connected may read here.').waitFor();
  expect(await page.getByLabel('Bot User OAuth Token').count()).toBe(0);
  await button('Start sync').click();
  await page.waitForURL(/\/connectors\/con_/);
  await page.goto(`${at.server.url}/app/settings/slack`);
  await button(/^Disconnect workspace/).click();
  const asks = dialog(/everywhere$/);
  await asks.getByText('Notifications and takeover of the agent Robin.').waitFor();
  await asks.getByText(/^The connector .* nothing new is remembered/).waitFor();
  expect(await asks.getByRole('button', { name: /^Disconnect / }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
});

test('[INS-3] of an organisation one workspace is chosen; one that is not there any more is refused in words', async () => {
  const { world, oauth } = at.sandbox;
  const team = world.team.current;
  await at.owner.call('POST', `/v1/agents/${at.agent}/slack/disconnect`, {});
  world.changeTeam({ enterpriseId: 'E0ROPES', enterpriseName: 'Ropes United' });
  await page.goto(address());
  await button('Add to Slack').click();
  await consent('Allow', 'org');
  const none = page.getByText('in none of its workspaces yet');
  await none.waitFor();
  const choice = page.getByLabel('Workspace of the organisation');
  const letIn = async () => {
    oauth.grantTeam(true);
    await button('Check again').click();
    await choice.selectOption({ label: team.name });
  };
  const use = () => button('Use this workspace').click();
  const teams = /\/teams$/;
  // a refusal has the list read anew
  const refused = async () => {
    const read = page.waitForResponse(teams);
    await use();
    await read;
  };
  await letIn();
  await failing('**/slack/bind', refused, alert);
  expect((await slack()).state).toBe('disconnected');
  // pressed before the page can know
  let isPressed = () => {};
  const pressed = new Promise<void>((resolve) => {
    isPressed = resolve;
  });
  const hold = (route: Route) => pressed.then(() => route.fallback());
  await page.route(teams, hold);
  oauth.grantTeam(false);
  await use();
  isPressed();
  await alert().getByText('The app is not in that workspace yet.').waitFor();
  await none.waitFor();
  await page.unroute(teams, hold);
  await letIn();
  await use();
  await page.getByText(/events are told/).waitFor();
  await page.getByText('Ropes United', { exact: true }).waitFor();
  await page.getByText(team.name, { exact: true }).waitFor();
  expect((await slack()).team_id).toBe(team.id);
});

test('[SEC-2] who may look and not manage sees the settings and cannot change them', async () => {
  const own = await at.open(at.viewer, 390);
  await own.goto(address());
  await own.getByText('You can look: you are a viewer here.').waitFor();
  expect(await own.getByRole('switch', { name: 'Lead Captured' }).isDisabled()).toBe(true);
  expect(await own.getByRole('combobox', { name: 'Default channel' }).isDisabled()).toBe(true);
  for (const verb of ['Send Test', 'Disconnect', 'Add a rule'])
    expect(await own.getByRole('button', { name: verb, exact: true }).count(), verb).toBe(0);
  const wide = await own.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await own.close();
});

test('no page complained about anything', async () => {
  await page.close();
  // a private channel without its maker, a used link, answers that fail: what tests above are about
  const meant = /status of (403|409|410|422|503)|ERR_INTERNET_DISCONNECTED/;
  expect(at.complaints.filter((complaint) => !meant.test(complaint))).toEqual([]);
});
