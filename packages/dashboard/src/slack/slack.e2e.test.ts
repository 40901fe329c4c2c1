import type { AgentSlackView } from '@belay/contract/desk/slack';
import { eventually } from '@belay/server/testing/eventually';
import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackWorld, slackWorld } from '../testing/slack-world.ts';

let at: SlackWorld;
let page: Page;

beforeAll(async () => {
  at = await slackWorld();
  page = await at.open(at.owner);
});
afterAll(() => at?.close());

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
const address = () => `${at.server.url}/app/agents/${at.agent}/integrations/slack`;
/** As the server has it. */
const slack = async () =>
  (await (await at.owner.call('GET', `/v1/agents/${at.agent}/slack`)).json()) as AgentSlackView;
const saved = () =>
  page.getByRole('region', { name: 'Unsaved Slack settings' }).waitFor({ state: 'detached' });
const choose = async (field: string | RegExp, typed: string, found: string | RegExp = typed) => {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByPlaceholder('Search, or paste a link').fill(typed);
  await page.getByRole('option', { name: found, selected: true }).waitFor();
  await page.keyboard.press('Enter');
};
const consent = async (answer: 'Allow' | 'Cancel', where?: 'org') => {
  await page.waitForURL(/\/oauth\/v2\/authorize/);
  if (where) await page.getByLabel('Where').selectOption(where);
  await button(answer).click();
  await page.waitForURL(/[?&]slack=/);
};
const alert = () => page.getByRole('alert');
const refusals: [status: number | 'offline', words: string][] = [
  [403, 'You may not do that here.'],
  [409, 'Somebody else was faster.'],
  [503, 'Belay is not at hand right now (503). Try again in a moment.'],
  ['offline', 'Belay does not answer. Check your connection; then try again.'],
];
/** What is written there fails in every way; each time whoever pressed is told why. */
const failing = async (path: string, press: () => Promise<void>, told: () => Locator) => {
  for (const [status, message] of refusals) {
    const fail = (route: Route) => {
      if (route.request().method() === 'GET') return route.fallback();
      if (status === 'offline') return route.abort('internetdisconnected');
      if (status === 503) return route.fulfill({ status, body: 'a proxy, in its own words' });
      return route.fulfill({ status, json: { error_code: 'FAILED', message } });
    };
    await page.route(path, fail);
    await press();
    await told().getByText(message).waitFor();
    await page.unroute(path, fail);
  }
};

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

test('[NTF-1] five toggles with a channel each; what is not saved survives a look elsewhere; Save counts at once', async () => {
  for (const event of ['New Conversation', 'Lead Captured'])
    await page.getByRole('switch', { name: event }).click();
  expect(await page.getByRole('switch', { name: 'Escalation Requested' }).isChecked()).toBe(true);
  await page.getByRole('link', { name: 'Memory' }).click();
  await page.getByText('are not saved. They wait here.').first().waitFor();
  await page.getByRole('heading', { level: 1, name: 'Memory' }).waitFor();
  await page.goto(address());
  await page.getByText(/Not saved:.*notification events/).waitFor();
  await page
    .getByRole('combobox', { name: 'Catch-all channel' })
    .getByText('belay-watch')
    .waitFor();
  await page.keyboard.press('Control+s');
  await saved();
  const { settings, channels } = await slack();
  expect(settings.default_channel).toBe(at.channels.support);
  expect(settings.events.new_conversation).toEqual({ enabled: true, channel: null });
  expect(settings.events.lead).toEqual({ enabled: true, channel: at.channels.leads });
  expect(settings.events.action.enabled).toBe(false);
  expect(channels.find(({ id }) => id === settings.catch_all)).toMatchObject({
    name: 'belay-watch',
    is_member: true,
  });
  await page.getByText(/3 events are told|4 events are told/).waitFor();
});

test('[NTF-5] Send Test says per route what became of it', async () => {
  await button('Send Test').click();
  const rows = page.getByRole('list', { name: 'Test messages' }).getByRole('listitem');
  await eventually(() => rows.filter({ hasText: 'Posted' }).count()).toBe(3);
  expect(at.posts(at.channels.support)).toHaveLength(1);
  expect(at.posts(at.channels.leads)).toHaveLength(1);
});

test('[NTF-1] rules are written, moved by key and hand beside an open form, saved in that order, and explain themselves', async () => {
  for (const [name, page_] of [
    ['Anything', ''],
    ['Billing', '/billing'],
  ] as const) {
    await button('Add a rule').click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    if (page_) await page.getByLabel('Page', { exact: true }).fill(page_);
    await page.getByText('1 field needs mending.').waitFor();
    await choose('Send to', name === 'Billing' ? 'leads' : 'belay-all', /^# ?(leads|belay-all)/);
  }
  const grip = (name: string) => button(`Move ${name}: arrow up or down`);
  const typed = page.getByLabel('Page', { exact: true });
  // as a hand does it; the driver's own way scrolls between the press and the first move
  const drag = async (name: string, to: string) => {
    await grip(name).hover();
    const from = await grip(name).boundingBox();
    await page.mouse.down();
    for (const step of [6, 9, 12])
      await page.mouse.move((from?.x ?? 0) + 14, (from?.y ?? 0) + 14 + step);
    await typed.waitFor({ state: 'hidden' });
    await grip(to).hover();
    await page.mouse.up();
    await typed.waitFor();
  };
  // a line that is begun and not written yet is kept, too
  await typed.fill('/billing\n\n');
  await grip('Billing').focus();
  await page.keyboard.press('ArrowUp');
  await page.getByText('Billing is now 1 of 2.').waitFor();
  await drag('Billing', 'Anything');
  await page.getByText('Billing is now 2 of 2.').waitFor();
  await drag('Anything', 'Billing');
  await page.getByText('Anything is now 2 of 2.').waitFor();
  await button('Move Anything up').press('Enter');
  await page.getByText('Anything is now 1 of 2.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByText('Anything is now 2 of 2.').waitFor();
  expect(await typed.inputValue()).toBe('/billing\n\n');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Billing');
  await button(/^Save/).click();
  await saved();
  const { rules } = (await slack()).settings;
  expect(rules.map(({ name }) => name)).toEqual(['Billing', 'Anything']);
  expect(rules[0]?.when).toMatchObject({ page: ['/billing'] });

  await page.getByText('Why would this go there?').click();
  await page.getByLabel('On the page').fill('https://shop.example/billing');
  await button('Show the way').click();
  const way = page.getByRole('list', { name: 'Where it goes' });
  await way.getByText('Rule 1, “Billing”: the page holds /billing').waitFor();
  await page.getByRole('list', { name: 'Rules that were asked' }).getByText('Anything').waitFor();
  for (const name of ['Anything', 'Billing']) await button(`Remove ${name}`).click();
});

test('[NTF-6] the ladder is set in working minutes; [NTF-7] what a channel shows', async () => {
  await button('Add a step').click();
  const last = page.getByRole('group', { name: 'Step 4' });
  await last.getByLabel('Do').selectOption('channel');
  await last.getByLabel('Working minutes').fill('20');
  await last.getByText('The step above comes after 30').waitFor();
  await last.getByLabel('Working minutes').fill('45');
  await choose('Channel', 'belay-all', /belay-all/);
  await page.getByLabel('What #leads shows').selectOption('no_transcript');
  await page.getByLabel('Language in #leads').selectOption('de');
  await page.getByRole('spinbutton', { name: /^Seconds before a reply/ }).fill('0');
  // a colleague saves something else between reading and saving here
  const { settings: theirs } = await slack();
  await at.owner.call('PUT', `/v1/agents/${at.agent}/slack`, { ...theirs, history: false });
  await button(/^Save/).click();
  await saved();
  const { settings } = await slack();
  expect(settings.rules).toEqual([]);
  expect(settings.ladder.at(-1)).toEqual({
    do: 'channel',
    after_minutes: 45,
    channel: at.channels.all,
  });
  expect(settings.channels[at.channels.leads]).toMatchObject({
    redaction: 'no_transcript',
    language: 'de',
  });
  expect(settings.thread_delay).toBe(0);
  expect(settings.history).toBe(false);
});

test('[NTF-1] the daily digest and what an action tells are saved; a save that fails says why and loses nothing', async () => {
  const action = async (name: string, notify: boolean) => {
    const { status } = await at.owner.call('POST', `/v1/agents/${at.agent}/actions`, {
      ...{ name, notify, description: 'A call with a person.', parameters: [] },
      request: { method: 'POST', url: 'https://calls.example/book' },
      say: { done: 'Booked.', failed: 'Not booked.' },
    });
    expect(status).toBe(201);
  };
  await action('Book a call', true);
  await action('Look a parcel up', false);
  await page.reload();
  const digest = page.getByRole('switch', { name: 'Daily digest' });
  await digest.click();
  await page.getByRole('textbox', { name: 'At', exact: true }).fill('08:30');
  await page.getByRole('checkbox', { name: 'Book a call' }).click();
  const silent = page.getByRole('checkbox', { name: 'Look a parcel up' });
  expect([await silent.isChecked(), await silent.isDisabled()]).toEqual([false, true]);
  await failing('**/v1/agents/*/slack', () => button(/^Save/).click(), alert);
  expect((await slack()).settings.digest).toBe(null);
  await page.getByText('Not saved: daily digest, told actions.').waitFor();
  await button(/^Save/).click();
  await saved();
  const { settings } = await slack();
  expect(settings.digest).toEqual({ channel: at.channels.support, at: '08:30' });
  expect(settings.muted_actions).toHaveLength(1);
  // off and on again is what stands
  await digest.click();
  await page.getByText('Off.', { exact: true }).waitFor();
  await digest.click();
  await saved();
});

test('[NTF-5] what a visitor does is in the log with its reason; an archived channel is named, mended, replayed', async () => {
  const { world } = at.sandbox;
  await (await at.visitor()).say('Is the rope strong enough for two?');
  await page.getByRole('link', { name: 'Delivery log' }).click();
  const log = page.getByRole('list', { name: 'Deliveries' });
  const card = log.getByRole('button', { name: /New Conversation.*#support-escalations.*Posted/ });
  await card.click();
  await log.getByText('The default channel').waitFor();
  // the other channel's card may still be on its way
  await eventually(() => log.getByRole('link', { name: /^Open in Slack: New Conv/ }).count()).toBe(
    2,
  );

  const test = (channel: string) =>
    at.owner.call('POST', `/v1/agents/${at.agent}/slack/test`, { channel });
  at.sandbox.faults.add({
    ...{ kind: 'error', method: 'chat.postMessage', error: 'restricted_action', times: 1 },
  });
  await test(at.channels.all);
  await eventually(async () => (await slack()).parked).toBe(1);
  await page.reload();
  await button('Replay Test to #belay-all').click();
  await log.getByRole('button', { name: /Test.*#belay-all.*Posted/ }).waitFor();

  at.sandbox.switches.flip('forbidden', true);
  for (const channel of [at.channels.all, at.channels.leads]) await test(channel);
  await eventually(async () => (await slack()).parked).toBe(2);
  await page.getByText('2 messages parked').waitFor();
  const toasts = () => page.locator('[data-sonner-toast]');
  await failing('**/slack/replay', () => button('Replay all').click(), toasts);
  await page.getByText('2 messages parked').waitFor();
  at.sandbox.switches.flip('forbidden', false);
  await button('Replay all').click();
  await toasts().getByText('2 messages will be sent again.').waitFor();
  await button('Replay all').waitFor({ state: 'detached' });
  await eventually(async () => (await slack()).problems).toEqual([]);

  world.archive(at.channels.leads, at.ann);
  await test(at.channels.leads);
  // the page notices by itself within seconds; a test has no time for that
  await eventually(async () => (await slack()).parked).toBe(1);
  await page.reload();
  await log.getByText('#leads is archived: nobody can post there.').waitFor();
  await page.getByRole('link', { name: 'Slack', exact: true }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  await problems.getByText('1 message parked').waitFor();
  await problems.getByRole('button', { name: 'Choose a channel' }).click();
  const field = page.getByRole('combobox', { name: 'Channel of Lead Captured' });
  await eventually(() => field.evaluate((one) => one === document.activeElement)).toBe(true);

  world.unarchive(at.channels.leads, at.ann);
  // what waited goes out by itself when Slack tells that the channel is back
  await eventually(async () => (await slack()).problems).toEqual([]);
  await page.reload();
  await page.getByText(/events are told, by default in #support-escalations/).waitFor();
  await page.getByRole('link', { name: 'Delivery log' }).click();
  await log
    .getByRole('button', { name: /Test.*#leads.*Posted/ })
    .nth(1)
    .waitFor();
  await page.getByRole('link', { name: 'Slack', exact: true }).click();
});

test('[TKO-5] Slack shows who is unknown a one-time link; its page names both and links them once', async () => {
  const [root] = at.posts(at.channels.support).slice(-1);
  const place = { channel: at.channels.support, ts: root?.ts ?? '' };
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
