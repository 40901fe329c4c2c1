import { createHmac } from 'node:crypto';
import { uuidOf } from '@belay/server/memory/ids';
import { eventually } from '@belay/server/testing/eventually';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composer, openChat, say, type WidgetWorld, widgetWorld } from './testing/widget-world.ts';

let world: WidgetWorld;
let context: BrowserContext;
let page: Page;
let chat: FrameLocator;
/** the agent's settings as they are told to visitors from now on */
const set = (settings: object, more: object = {}) =>
  world.operate('PATCH', `/v1/agents/${world.desk.agent.id}`, { settings, ...more });
const bubble = (where: FrameLocator | Page, text: string) =>
  where.locator('.bubble').filter({ hasText: text });
const line = (where: FrameLocator | Page, text: string) =>
  where.locator('.line').filter({ hasText: text });

beforeAll(async () => {
  world = await widgetWorld();
  context = await world.visitor({ viewport: { width: 1200, height: 800 } });
  page = await context.newPage();
});
afterAll(() => world?.close());

/** As a website's server signs who its visitor is. */
function signed(external_id: string, name: string, secondsAhead = 600) {
  const expires_at = Math.floor(Date.now() / 1000) + secondsAhead;
  const email = `${external_id}@example.com`;
  const signature = createHmac('sha256', world.desk.agent.secret)
    .update([external_id, expires_at, email, name].join('\n'))
    .digest('hex');
  return { external_id, expires_at, email, name, signature };
}
const rating = async (id: string) => {
  const path = `/v1/desk/conversations/${id}`;
  return (await world.operate<{ conversation: { rating: object } }>('GET', path)).conversation
    .rating;
};
const heard = (name: string) =>
  page.evaluate(`heard.filter(([each]) => each === '${name}').map(([, detail]) => detail)`);

test('[TKO-3] taken over in the middle of an answer: its words go, the person is named', async () => {
  chat = await openChat(page, `${world.site.url}/page/one`);
  await say(chat, 'How long does a harness last?');
  await bubble(chat, 'ten years').waitFor();
  // an answer with its sources is stored; before, it is a draft like the one below
  await chat.locator('.sources').waitFor();
  const id = await world.newest();
  const { conversation } = await world.operate<{
    conversation: { turn: number; visitor: { id: string } };
  }>('GET', `/v1/desk/conversations/${id}`);
  // as the answerer speaks, on a turn that has no answer yet
  await world.desk.server.pool.query('update conversation set turn = turn + 1 where id = $1', [
    uuidOf('cnv', id),
  ]);
  const turn = conversation.turn + 1;
  const draft = (turn: number, n: number, text: string) =>
    world.desk.server.ctx.desk.say({
      tenant: world.desk.agent.tenant,
      conversation: uuidOf('cnv', id) ?? '',
      visitor: uuidOf('vis', conversation.visitor.id) ?? '',
      forOperators: null,
      forVisitor: { kind: 'draft', conversation_id: id, turn, attempt: 1, n, text },
    });
  draft(turn, 0, 'Between you and me,');
  await bubble(chat, 'Between you and me,').waitFor();
  await world.operate('POST', `/v1/desk/conversations/${id}/take-over`, {});
  await line(chat, 'Olga joined').waitFor();
  await bubble(chat, 'Between you and me').waitFor({ state: 'detached' });
  draft(turn, 1, 'said too late.');
  await say(chat, 'Are you there?');
  await bubble(chat, 'Are you there?').waitFor();
  expect(await bubble(chat, 'said too late').count()).toBe(0);
  await chat.getByRole('heading', { level: 1, name: 'Olga', exact: true }).waitFor();
});

test('[TKO-4] a person who answers has a face, where Belay has one; one that is gone leaves no hole', async () => {
  const { desk } = world;
  const pixel = Buffer.from(
    'R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==',
    'base64',
  );
  const { rows } = await desk.server.pool.query<{ person: string }>(
    `insert into person_picture (tenant, person, id, source, content_type, bytes)
     select tenant, person, gen_random_uuid(), 'https://pictures.example/olga.gif', 'image/gif', $2
     from member where tenant = $1 limit 1 returning person`,
    [desk.agent.tenant, pixel],
  );
  const id = await world.newest();
  const reply = (text: string) =>
    world.operate('POST', `/v1/desk/conversations/${id}/messages`, { text, client_id: text });
  await reply('You see me now.');
  const row = chat.locator('.row', { has: bubble(chat, 'You see me now.') });
  const face = row.locator('img.face');
  await face.waitFor();
  await eventually(() => face.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(
    1,
  );
  expect(await face.getAttribute('alt')).toBe('');
  await page.route('**/v1/widget/pictures/**', (route) => route.abort());
  await page.reload();
  await bubble(chat, 'You see me now.').waitFor();
  await eventually(() => chat.locator('img.face').count()).toBe(0);
  await page.unroute('**/v1/widget/pictures/**');
  expect(world.complaints.splice(0).filter((each) => !/ERR_FAILED/.test(each))).toEqual([]);
  await desk.server.pool.query('delete from person_picture where person = $1', [rows[0]?.person]);
});

test('[DSK-2] closed, it counts what came; the page’s own calls and events work', async () => {
  const id = await world.newest();
  await page.evaluate('belay("close")');
  const badge = page.getByRole('button', { name: /Open chat \(\d\+?\)/ });
  // the frame may hear that it was closed after the first of them
  let said = 0;
  const sayMore = async () => {
    said += 1;
    await world.operate('POST', `/v1/desk/conversations/${id}/messages`, {
      text: `I am here ${said}`,
      client_id: `h-${said}`,
    });
    return badge.count();
  };
  await expect.poll(sayMore, { timeout: 15_000, interval: 1_000 }).toBe(1);
  await eventually(() => heard('unread')).not.toEqual([]);
  // on the next page nothing is opened, and it is known all the same
  await page.goto(`${world.site.url}/page/two`);
  await badge.waitFor();
  await page.evaluate('belay("open")');
  await bubble(chat, 'I am here 1').first().waitFor();
  await page.evaluate('belay("close")');
  await page.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
  // a call that does not exist breaks nothing
  await page.evaluate('belay("dance")');
  expect(world.complaints.splice(0)).toEqual(['belay: there is no "dance"']);
});

test('[DSK-2] a page that changes its address by script is told as it is when one writes', async () => {
  await page.evaluate('history.pushState({}, "", "/page/three#secret"); document.title = "Third"');
  await page.evaluate('belay("open")');
  const id = await world.newest();
  const shownPage = async () => {
    await say(chat, 'From the third page');
    const { conversation } = await world.operate<{ conversation: { page: unknown } }>(
      'GET',
      `/v1/desk/conversations/${id}`,
    );
    return conversation.page;
  };
  await expect
    .poll(shownPage, { timeout: 15_000, interval: 700 })
    .toEqual({ url: `${world.site.url}/page/three`, title: 'Third' });
});

test('[DSK-9] the website says who the visitor is, signed; a forged statement is nobody', async () => {
  await page.evaluate(`belay('identify', ${JSON.stringify(signed('u-7', 'Vera Visitor'))})`);
  await eventually(() => heard('identified')).toHaveLength(1);
  const people = async () =>
    (
      await world.operate<{ items: { name: string; email: string; email_verified: boolean }[] }>(
        'GET',
        '/v1/desk/visitors',
      )
    ).items.map(({ name, email, email_verified }) => ({ name, email, email_verified }));
  const vera = { name: 'Vera Visitor', email: 'u-7@example.com', email_verified: true };
  await eventually(people).toContainEqual(vera);
  const forged = { ...signed('u-7', 'Vera Visitor'), name: 'Mallory' };
  await page.evaluate(`belay('identify', ${JSON.stringify(forged)})`);
  await eventually(() => heard('identify_failed')).toHaveLength(1);
  // still who they were
  await say(chat, 'It is still me');
  // whoever signs out takes along what was not sent yet
  await eventually(async () => world.stored(await world.newest())).toContain(
    'visitor: It is still me',
  );

  // signed out: nothing stays; signed in elsewhere: all is there again
  await page.evaluate('belay("forget")');
  await bubble(chat, 'Hello. Ask me about ropes.').waitFor();
  await eventually(() => bubble(chat, 'It is still me').count()).toBe(0);
  const frame = page.frames().find((each) => each.url().includes('/widget/frame/'));
  await eventually(() =>
    frame?.evaluate('Object.keys(localStorage).filter((n) => /token|out:/.test(n))'),
  ).toEqual([]);
  // signed out before the chat is there: said by the page at once, done as soon as it can be
  await say(chat, 'Somebody new says this');
  await bubble(chat, 'Somebody new says this').waitFor();
  await eventually(() =>
    page.evaluate(`localStorage.getItem('belay:${world.desk.agent.id}')`),
  ).toBe('1');
  await page.goto(`${world.site.url}/page/one?forget`);
  await bubble(chat, 'Hello. Ask me about ropes.').waitFor();
  await eventually(() => bubble(chat, 'Somebody new says this').count()).toBe(0);

  const other = await world.visitor();
  const elsewhere = await other.newPage();
  await elsewhere.goto(`${world.site.url}/page/one`);
  await elsewhere.evaluate(
    `belay('identify', ${JSON.stringify(signed('u-7', 'Vera Visitor'))}); belay('open')`,
  );
  await bubble(elsewhere.frameLocator('iframe'), 'It is still me').waitFor();
  await other.close();
  expect(page.url() + (frame?.url() ?? '')).not.toMatch(/token|vst_|signature/);
});

test('[DSK-4] in German, out of hours: the moment in the visitor’s zone, and the form', async () => {
  const opens = new Date(Date.now() + 26 * 3_600_000);
  const day = opens
    .toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })
    .toLowerCase();
  const hour = String(opens.getUTCHours()).padStart(2, '0');
  await set({
    hours: {
      zone: 'UTC',
      week: { [day]: [{ from: `${hour}:00`, to: `${hour}:45` }] },
      holidays: [],
    },
  });
  const german = await world.visitor({ locale: 'de-DE', timezoneId: 'Asia/Tokyo' });
  const tab = await german.newPage();
  const own = await openChat(tab, `${world.site.url}/page/one`);
  await own.getByRole('button', { name: 'Mit einem Menschen sprechen' }).click();
  await bubble(own, 'Ich möchte mit einem Menschen sprechen.').waitFor();
  const local = new Intl.DateTimeFormat('de-DE', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  }).format(Date.parse(`${opens.toISOString().slice(0, 13)}:00:00Z`));
  await line(own, `um ${local} wieder da.`).waitFor();
  await own.getByText('Wie erreichen wir Sie?').waitFor();
  await own.getByLabel('E-mail').fill('nicht');
  await own.getByRole('button', { name: 'Senden' }).first().click();
  await own.getByRole('alert').filter({ hasText: 'keine E-Mail-Adresse' }).waitFor();
  await own.getByLabel('Name').fill('Karla');
  await own.getByLabel('E-mail').fill('karla@example.com');
  await own.getByRole('button', { name: 'Senden' }).first().click();
  await line(own, 'Danke. Wir haben Ihre Angaben erhalten.').waitFor();
  await eventually(() => own.locator('form.card').count()).toBe(0);
  const { items } = await world.operate<{ items: { fields: { value: string }[] }[] }>(
    'GET',
    '/v1/desk/leads',
  );
  expect(items[0]?.fields.map(({ value }) => value)).toEqual(['Karla', 'karla@example.com']);
  await german.close();
});

test('[DSK-2] a form before the chat, stars, and a page of its own on a phone', async () => {
  const field = { key: 'email', label: 'E-mail', kind: 'email', required: true };
  await set({
    hours: null,
    lead_form: { when: 'before_chat', fields: [field] },
    rating: { kind: 'stars', low_stars: 2 },
    look: { accent: '#ffe066', side: 'left', theme: 'dark' },
  });
  const phone = await world.visitor({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const own = await phone.newPage();
  await own.goto(`${world.desk.server.url}/chat/${world.desk.agent.id}?token=ignored`);
  expect(await own.title()).toBe('Robin');
  expect(await composer(own).count()).toBe(0);
  await own.getByLabel('E-mail').fill('pia@example.com');
  await own.getByRole('button', { name: 'Send', exact: true }).click();
  await composer(own).waitFor();
  await say(own, 'How long does a harness last?');
  await bubble(own, 'ten years').waitFor();
  // dark by the agent's wish, whatever the device says; black on a light accent
  const colors = () =>
    bubble(own, 'How long').evaluate((element) => [
      getComputedStyle(element).color,
      getComputedStyle(document.documentElement).backgroundColor,
    ]);
  await eventually(colors).toEqual(['rgb(0, 0, 0)', 'rgb(22, 24, 28)']);
  const isWide = 'document.documentElement.scrollWidth > innerWidth';
  expect(await own.evaluate(isWide)).toBe(false);
  await own.getByRole('button', { name: 'More' }).click();
  await own.getByRole('menuitem', { name: 'End this conversation' }).click();
  await own.getByRole('button', { name: '2 of 5 stars' }).click();
  await own.getByRole('button', { name: 'Send rating' }).click();
  await eventually(() => own.getByRole('button', { name: '2 of 5 stars' }).count()).toBe(0);
  const id = await world.newest();
  await eventually(() => rating(id)).toMatchObject({ stars: 2, low: true });
  await phone.close();
});

test('[DSK-1] a paused agent takes nothing new and says so; a private one isn’t there', async () => {
  await set(
    {
      lead_form: {
        when: 'never',
        fields: [{ key: 'a', label: 'A', kind: 'text', required: false }],
      },
    },
    { paused: true },
  );
  const fresh = await world.visitor();
  const tab = await fresh.newPage();
  await tab.goto(`${world.desk.server.url}/chat/${world.desk.agent.id}`);
  await tab.getByText('The assistant takes no new questions right now.').waitFor();
  await say(tab, 'Anybody?');
  await tab.locator('.fate').filter({ hasText: 'Not sent.' }).waitFor();
  await set({}, { paused: false });
  await tab.getByRole('button', { name: 'Try again' }).click();
  await tab.locator('.fate').filter({ hasText: /Sent/ }).waitFor();
  await set({}, { public: false });
  const stranger = await world.visitor();
  const nothing = await stranger.newPage();
  await nothing.goto(`${world.desk.server.url}/chat/${world.desk.agent.id}`);
  await nothing.getByText('This chat is no longer here.').waitFor();
  await set({}, { public: true });
  await Promise.all([fresh.close(), stranger.close()]);
});

test('[DSK-9] on a page that isn’t allowed there is no launcher, and the frame can’t be held', async () => {
  await set({ allowed_origins: ['https://shop.example'] });
  const other = await world.visitor();
  const tab = await other.newPage();
  await tab.goto(`${world.site.url}/page/one`);
  await eventually(() => world.complaints.splice(0).some((text) => text.startsWith('belay:'))).toBe(
    true,
  );
  expect(await tab.locator('belay-chat').count()).toBe(0);
  await tab.evaluate(
    `const held = document.createElement('iframe'); held.src = '${world.desk.server.url}/widget/frame/${world.desk.agent.id}'; document.body.append(held)`,
  );
  await eventually(() => world.complaints.some((text) => /frame-ancestors/.test(text))).toBe(true);
  await other.close();
});
