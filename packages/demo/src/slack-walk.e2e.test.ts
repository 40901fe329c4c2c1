import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationDetail, ConversationsPage } from '@belay/contract/desk/conversation';
import type { AgentSlackView } from '@belay/contract/desk/slack';
import { eventually } from '@belay/server/testing/eventually';
import { type Owner, ownerAt } from '@belay/server/testing/managed/owner-at';
import { createTestDatabase, type TestDatabase } from '@belay/server/testing/test-database';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, runBelay } from './run-belay.ts';
import { deskChannels } from './slack/slack-stage.ts';
import { complaintsOf, openBrowser } from './testing/browser.ts';
import { ratingCounts } from './testing/rating-counts.ts';

/**
 * A conversation as its people meet it in Slack: a visitor on a website, two colleagues on the
 * workspace's own pages, and somebody in the dashboard.
 */
let database: TestDatabase;
let folder: string;
let browser: Browser;
let running: Running;
let owner: Owner;
let tenant: string;
let site: Page;
let dashboard: Page;
let dov: Page;
let petra: Page;
let conversation: string;
const complaints: string[][] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'belay-slack-'));
  browser = await openBrowser();
  running = await runBelay({
    ...{ PORT: '0', SANDBOX_PORT: '0', SITE_PORT: '0' },
    BELAY_DATA_DIR: folder,
    DATABASE_URL: database.url,
    BELAY_LOG: 'silent',
    BELAY_SECRET_KEY: '5a'.repeat(32),
  });
  owner = await ownerAt(running.url, /#token=(\S+)/.exec(running.setup ?? '')?.[1] ?? '');
  const { tenants } = await owner.call<{ tenants: { id: string; is_demo: boolean }[] }>(
    'GET',
    '/v1/me',
  );
  tenant = tenants.find(({ is_demo }) => is_demo)?.id ?? '';
  owner.headers['x-belay-tenant'] = tenant;
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const siteUrl = () => running.demo?.site.url ?? '';
const sandbox = () => {
  if (!running.demo) throw new Error('the demo runs');
  return running.demo.sandbox;
};
const context = () => browser.newContext({ locale: 'en-US' });
async function open(where: BrowserContext, url: string): Promise<Page> {
  const page = await where.newPage();
  complaints.push(complaintsOf(page));
  await page.goto(url);
  return page;
}
async function signedIn(): Promise<BrowserContext> {
  const made = await context();
  const cookies = (owner.headers.cookie ?? '').split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: running.url };
  });
  await made.addCookies(cookies);
  return made;
}
const idOf = (name: string) =>
  [...sandbox().world.users.values()].find(({ current }) => current.realName === name)?.current.id;
/** A page of the workspace, on which one is that person. */
async function be(name: string): Promise<Page> {
  const page = await open(await context(), `${sandbox().url}/c/${deskChannels.support.id}`);
  await page.getByLabel('You are').selectOption({ label: name });
  // the page comes anew, as theirs
  await eventually(() => page.locator('body').getAttribute('data-me')).toBe(idOf(name));
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

const agentId = () => running.demo?.siteSource.agent ?? '';
const agentSlack = async () => {
  const { items } = await owner.call<{ items: { id: string }[] }>('GET', '/v1/agents');
  return owner.call<AgentSlackView>('GET', `/v1/agents/${items[0]?.id}/slack`);
};
const detail = () =>
  owner.call<ConversationDetail>('GET', `/v1/desk/conversations/${conversation}`);
const chat = (): FrameLocator => site.frameLocator('iframe');
const log = () => chat().getByRole('log');
const say = async (text: string) => {
  const field = chat().getByRole('textbox', { name: 'Write a message' });
  await field.fill(text);
  await field.press('Enter');
};
/** What the agent says is stored: a draft of it would end with what the visitor says next. */
const answered = (text: string | RegExp) =>
  chat().locator('.agent .bubble:not(.draft)', { hasText: text }).last().waitFor();
/** What the channel shows, cards and threads, as Slack holds it. */
const inChannel = (channel: string): string => {
  const found = sandbox()
    .truth.now()
    .channels.find(({ id }) => id === channel);
  return JSON.stringify([found?.messages, found?.threads]);
};
// below it may stand what only that person sees
const card = (page: Page) => page.locator('#messages .message', { hasText: 'Visitor:' }).first();
const inCard = (page: Page, button: string) =>
  card(page).getByRole('button', { name: button, exact: true });
const press = (page: Page, button: string) => inCard(page, button).click();
/** What Slack is still to be told. */
const underWay = async () => {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from slack_post
     where state in ('waiting', 'sending') or redraw_at is not null`,
  );
  return rows[0]?.n;
};
/** Presses in Slack that were heard and have had their effect. */
const settledClicks = async () => {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from slack_heard
     where id like 'click:%' and settled_at is not null`,
  );
  return rows[0]?.n;
};
const thread = (page: Page) => page.locator('#thread');
const openThread = async (page: Page) => {
  await card(page)
    .getByRole('link', { name: /repl(y|ies)/i })
    .first()
    .click();
  await page.getByLabel('Reply in this thread').waitFor();
  // Enter sends once the page's script has run
  await page.waitForLoadState('load');
};
const reply = async (page: Page, text: string) => {
  const field = page.getByLabel('Reply in this thread');
  await field.fill(text);
  await field.press('Enter');
  // it is emptied when Slack has the words
  await eventually(() => field.inputValue()).toBe('');
};

test('[INS-1] the agent got its Slack by consent, and everybody is where they work', async () => {
  const state = () =>
    agentSlack().then(
      ({ state }) => state,
      () => 'none',
    );
  // all of the demo is made and read first, at whatever pace
  await expect.poll(state, { timeout: 90_000 }).toBe('connected');
  await eventually(() => running.demo?.siteSource.agent).toBeDefined();
  site = await open(await context(), siteUrl());
  dashboard = await open(await signedIn(), `${running.url}/app/inbox?org=${tenant}`);
  [dov, petra] = await Promise.all([be('Dov Harkaway'), be('Petra Lind-Ames')]);
});

test('[NTF-1, NTF-2, NTF-3] a conversation, an action, a lead and a call for a person are told where they belong, once', async () => {
  await site.getByRole('button', { name: /chat/i }).click();
  await say('I want to book a demo');
  await answered(/the day that suits you/);
  await say('2027-03-01');
  await answered(/your e-mail address/);
  await say('ida@climber.example');
  await answered('Shall I do this?');
  await say('yes');
  await answered(/Your call is booked: PL-\d+/);
  await chat().getByRole('button', { name: 'Talk to a person' }).click();
  await log().getByText('A person will join you.').waitFor();
  const { items } = await owner.call<ConversationsPage>('GET', '/v1/desk/conversations');
  conversation = items[0]?.id ?? '';
  const { all, support, leads } = deskChannels;
  await eventually(() => inChannel(all.id)).toContain('Escalation Requested');
  await eventually(() => inChannel(all.id)).toContain('Action Triggered');
  await eventually(() => inChannel(support.id)).toContain('Escalation Requested');
  await eventually(() => inChannel(all.id)).toContain('New Conversation');
  expect(inChannel(support.id)).not.toContain('New Conversation');
  expect(inChannel(leads.id)).not.toContain('Escalation Requested');
  // one root each, whatever was told
  const roots = (channel: string) =>
    (JSON.parse(inChannel(channel)) as [{ metadata?: { event_type?: string } }[]])[0].filter(
      ({ metadata }) => metadata?.event_type === 'belay_card',
    ).length;
  expect([roots(all.id), roots(support.id)]).toEqual([1, 1]);
});

test('[TKO-1, TKO-2] two in Slack and one in the dashboard press at once: one has it, every card says who', async () => {
  await dashboard.getByRole('list', { name: 'Conversations' }).getByRole('link').first().click();
  const take = dashboard.getByRole('button', { name: 'Take over', exact: true });
  // pressed as they stand: a pointer's way there is so long that the others' pages know by then
  const buttons = [inCard(dov, 'Take Over'), inCard(petra, 'Take Over'), take];
  await Promise.all(buttons.map((one) => one.waitFor()));
  // a card that is still being drawn takes its buttons along
  await eventually(underWay).toBe(0);
  const pressed = await Promise.all(
    buttons.map((one) =>
      one
        .evaluate(
          (element) => {
            const it = element as unknown as { isConnected: boolean; click(): void };
            if (it.isConnected) it.click();
            return it.isConnected;
          },
          undefined,
          { timeout: 10_000 },
        )
        // another one’s press has drawn it anew
        .catch(() => false),
    ),
  );
  await eventually(async () => (await detail()).conversation.state).toBe('human');
  // a press that is still on its way would count once it is released below
  const inSlack = pressed.slice(0, 2).filter((counts) => counts).length;
  await eventually(settledClicks).toBe(inSlack);
  const { owner: winner, claim } = (await detail()).conversation;
  const name = winner?.name ?? '';
  for (const page of [dov, petra]) await card(page).getByText(`${name} has it since`).waitFor();
  await eventually(() => inChannel(deskChannels.all.id)).toContain(name);
  const joined = (await detail()).messages.filter(({ line }) => line?.code === 'joined');
  expect(joined).toHaveLength(1);
  // who was slower in Slack is told so, where only they see it
  const told = sandbox().ephemerals.filter(({ text }) => text?.includes('quicker'));
  expect(told.every(({ text }) => text?.includes(name))).toBe(true);
  // from here on it is Dov's
  if (name !== 'Dov Harkaway') {
    await owner.call('POST', `/v1/desk/conversations/${conversation}/release`, { claim });
    await press(dov, 'Take Over');
  }
  await card(petra).getByText('Dov Harkaway has it since').waitFor();
  await log().getByText('Dov joined').first().waitFor();
});

test('[TKO-4] a reply in the thread reaches the visitor, an edit and a deletion follow; a note does not', async () => {
  await openThread(dov);
  await reply(dov, 'Hello Ida, Dov here.');
  await log().getByText('Hello Ida, Dov here.').waitFor();
  await reply(dov, '! she is a friend of Petra');
  await reply(dov, 'Is the first of March fine?');
  await log().getByText('Is the first of March fine?').waitFor();
  expect(await log().innerText()).not.toContain('friend');
  const line = (text: string) => thread(dov).locator('.message', { hasText: text }).last();
  await line('Hello Ida').hover();
  await line('Hello Ida').getByRole('link', { name: 'Edit' }).click();
  const editing = thread(dov).getByLabel('The message’s words');
  await editing.fill('Hello Ida, this is Dov.');
  await editing.press('Enter');
  await log().getByText('Hello Ida, this is Dov.').waitFor();
  await line('first of March').hover();
  await line('first of March').getByRole('button', { name: 'Delete' }).click();
  await line('first of March').getByRole('button', { name: 'Really delete?' }).click();
  await log().getByText('This message was deleted.').waitFor();
  await say('Thank you, Dov.');
  await thread(dov).getByText('Thank you, Dov.').waitFor();
});

test('[TKO-4, TKO-5] what somebody else types is kept, and they are asked', async () => {
  await openThread(petra);
  await reply(petra, 'Shall I take this one?');
  await eventually(() =>
    sandbox().ephemerals.some(({ text }) => text?.includes('Dov Harkaway')),
  ).toBe(true);
  expect(await log().innerText()).not.toContain('Shall I take');
});

test('[TKO-6] handed back from Slack the agent answers again; a low rating is told', async () => {
  await press(dov, 'Hand back');
  const modal = dov.getByRole('dialog');
  await modal.getByRole('button', { name: 'Hand back' }).click();
  await log().getByText('The assistant is answering again.').waitFor();
  await say('Which roles can delete an inspection?');
  await answered('voided by its inspector');
  await chat().getByRole('button', { name: 'More' }).click();
  await chat().getByRole('menuitem', { name: 'End this conversation' }).click();
  const rating = chat().getByRole('form', { name: 'How was this conversation?' });
  await rating.getByRole('button', { name: 'Bad' }).click();
  await rating.getByRole('button', { name: 'Send rating' }).click();
  const told = async () => {
    await ratingCounts(database.pool);
    return inChannel(deskChannels.support.id);
  };
  await eventually(told).toContain('Low Rating Received');
});

test('[NTF-1, INS-4] another channel counts at once; disconnected nothing is told; connected again threads go on', async () => {
  const page = `${running.url}/app/agents/${agentId()}/integrations/slack?org=${tenant}`;
  await dashboard.goto(page);
  await dashboard.getByRole('combobox', { name: 'Channel of Escalation Requested' }).click();
  await dashboard.getByPlaceholder('Search, or paste a link').fill('leads');
  await dashboard.getByRole('option', { name: /^# ?leads/ }).click();
  const unsaved = dashboard.getByRole('region', { name: 'Unsaved Slack settings' });
  await unsaved.waitFor();
  await dashboard.keyboard.press('Control+s');
  await unsaved.waitFor({ state: 'detached' });
  expect((await agentSlack()).settings.events.escalation.channel).toBe(deskChannels.leads.id);
  await say('I want to talk to a person again');
  await eventually(async () => (await detail()).conversation.state).toBe('waiting');
  await eventually(() => inChannel(deskChannels.leads.id)).toContain('Escalation Requested');

  // a post that is on its way would count as told below
  await eventually(underWay).toBe(0);
  await dashboard.getByRole('button', { name: 'Disconnect' }).click();
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await dashboard.getByRole('heading', { name: 'Connect to Slack again' }).waitFor();
  const before = sandbox().calls.of('chat.postMessage').calls;
  await say('Is anybody there?');
  await eventually(async () => (await detail()).conversation.last_message?.text).toContain(
    'Is anybody there?',
  );
  expect(sandbox().calls.of('chat.postMessage').calls).toBe(before);

  await dashboard
    .getByRole('button', { name: /^Use |Connect/ })
    .first()
    .click();
  await dashboard.getByText('Slack is connected').first().waitFor();
  await press(dov, 'Take Over');
  await card(dov).getByText('Dov Harkaway has it since').waitFor();
  await openThread(dov);
  await reply(dov, 'I am here, in the dove thread.');
  await log().getByText('I am here, in the dove thread.').waitFor();
});

test('[DSK-2] nothing on any page complained', () => {
  // a browser writes down that somebody else was quicker
  expect(complaints.flat().filter((line) => !/status of 409/.test(line))).toEqual([]);
});
