import { uuidOf } from '@belay/server/memory/ids';
import { eventually } from '@belay/server/testing/eventually';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composer, openChat, say, type WidgetWorld, widgetWorld } from './testing/widget-world.ts';

let world: WidgetWorld;
let context: BrowserContext;
let page: Page;
let chat: FrameLocator;
let conversation: string;

beforeAll(async () => {
  world = await widgetWorld();
  context = await world.visitor({ viewport: { width: 1200, height: 800 } });
  page = await context.newPage();
});
afterAll(() => world?.close());

const bubble = (where: FrameLocator | Page, text: string) =>
  where.locator('.bubble').filter({ hasText: text });
/** A fixed line of the transcript; a screen reader's copy of it stands elsewhere. */
const line = (where: FrameLocator | Page, text: string) =>
  where.locator('.line').filter({ hasText: text });
const texts = async (where: FrameLocator | Page) =>
  (await where.locator('.row .bubble').allTextContents()).map((text) => text.trim());

test('[DSK-2] one tag on a page with the strictest policy: a launcher, a chat, a cited answer', async () => {
  chat = await openChat(page, `${world.site.url}/page/one`);
  await bubble(chat, 'Hello. Ask me about ropes.').waitFor();
  // somebody else's styles stay outside
  const launcher = page.getByRole('button', { name: 'Close chat' });
  expect(await launcher.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe(
    'dotted',
  );
  await chat.getByRole('button', { name: 'How long does a harness last?' }).click();
  await bubble(chat, 'A harness lasts ten years').waitFor();
  await chat.locator('.sources').filter({ hasText: 'Harness care' }).waitFor();
  expect(await chat.locator('sup').textContent()).toBe('1');
  conversation = await world.newest();
  const heard = () => page.evaluate('heard.map(([name]) => name)');
  await eventually(heard).toEqual(expect.arrayContaining(['open', 'ready']));
  const globals = 'Object.keys(window).filter((name) => /belay/i.test(name))';
  expect(await page.evaluate(globals)).toEqual(['belay']);
});

test('[DSK-2] after a reload, on another page and in another tab it is the same conversation', async () => {
  await page.goto(`${world.site.url}/page/two`);
  // it was open, and is
  await bubble(chat, 'A harness lasts ten years').waitFor();
  await page.reload();
  await bubble(chat, 'A harness lasts ten years').waitFor();
  const tab = await context.newPage();
  const second = await openChat(tab, `${world.site.url}/page/one`);
  await bubble(second, 'A harness lasts ten years').waitFor();
  await say(second, 'Thank you from the other tab');
  await bubble(second, 'Thank you from the other tab').waitFor();
  await bubble(chat, 'Thank you from the other tab').waitFor();
  // the tab that may hold the stream goes; the other one goes on hearing
  await page.close();
  await world.operate('POST', `/v1/desk/conversations/${conversation}/take-over`, {});
  await line(second, 'Olga joined').waitFor();
  page = tab;
  chat = second;
});

test('[TKO-4] a person’s words, their edit and their deletion arrive; the visitor’s are seen', async () => {
  const path = `/v1/desk/conversations/${conversation}`;
  const { message } = await world.operate<{ message: { id: string } }>('POST', `${path}/messages`, {
    text: 'Which **harness** is it? <img src=x onerror=alert(1)>',
    client_id: 'op-1',
  });
  await bubble(chat, 'Which harness is it? <img src=x onerror=alert(1)>').waitFor();
  expect(await chat.locator('.bubble img').count()).toBe(0);
  await world.operate('PATCH', `${path}/messages/${message.id}`, { text: 'Which model?' });
  await bubble(chat, 'Which model?').waitFor();
  await chat.locator('.fate').filter({ hasText: 'edited' }).waitFor();
  await world.operate('DELETE', `${path}/messages/${message.id}`);
  await bubble(chat, 'This message was deleted.').waitFor();
  // shown for a few seconds, and said again while they go on
  const typing = async () => {
    await world.operate('POST', `${path}/typing`, {});
    return chat.locator('.fate').filter({ hasText: 'Olga is typing' }).count();
  };
  await eventually(typing).toBe(1);
  await say(chat, 'The blue one');
  await eventually(() => world.stored(conversation)).toContain('visitor: The blue one');
  await world.operate('POST', `${path}/seen`, { seq: 99 });
  await chat.locator('.fate').filter({ hasText: 'Seen' }).waitFor();
});

test('[DSK-2] offline: words wait with a mark, outlive a reload, and go out once and in order', async () => {
  const before = (await world.stored(conversation)).length;
  await context.setOffline(true);
  await say(chat, 'First while offline');
  await say(chat, 'Second while offline');
  await chat.locator('.fate').filter({ hasText: 'Waiting for the connection' }).first().waitFor();
  // the page comes back, its calls do not: as if it were reloaded in a tunnel
  await context.route('**/v1/widget/**', (route) => route.abort());
  await context.setOffline(false);
  await page.reload();
  await bubble(chat, 'Second while offline').waitFor();
  await chat.locator('.fate').filter({ hasText: 'Waiting for the connection' }).first().waitFor();
  await say(chat, 'Third in the tunnel');
  // a browser notices that it ends
  await context.setOffline(true);
  await context.unroute('**/v1/widget/**');
  await context.setOffline(false);
  await eventually(async () => (await world.stored(conversation)).slice(before)).toEqual([
    'visitor: First while offline',
    'visitor: Second while offline',
    'visitor: Third in the tunnel',
  ]);
  await chat.locator('.fate').filter({ hasText: 'Sent' }).waitFor();
  const shown = async () => (await texts(chat)).filter((text) => /offline|tunnel/.test(text));
  await eventually(shown).toEqual([
    'First while offline',
    'Second while offline',
    'Third in the tunnel',
  ]);
  await eventually(() => chat.getByText('Waiting for the connection').count()).toBe(0);
});

test('[DSK-2] what operators say meanwhile is there after the connection is back, once', async () => {
  await context.setOffline(true);
  await world.operate('POST', `/v1/desk/conversations/${conversation}/messages`, {
    text: 'Said while you were away',
    client_id: 'op-2',
  });
  await context.setOffline(false);
  await bubble(chat, 'Said while you were away').waitFor();
  expect(await bubble(chat, 'Said while you were away').count()).toBe(1);
});

test('[SEC-5] a picture is sent with a preview; what isn’t allowed is refused in words', async () => {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const picker = chat.locator('input[type=file]');
  await picker.setInputFiles({ name: 'harness.png', mimeType: 'image/png', buffer: pixel });
  await chat.locator('.attachment img').waitFor();
  await eventually(() => chat.locator('.attachment progress').count()).toBe(0);
  await say(chat, 'Here is a picture');
  await chat.locator('a.picture img').waitFor();
  await eventually(() =>
    chat.locator('a.picture img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
  ).toBe(1);
  await picker.setInputFiles({
    name: 'run.exe',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('MZ\x90\0\x03\0\0\0'),
  });
  await chat.getByRole('alert').filter({ hasText: 'run.exe can’t be sent here' }).waitFor();
  await chat.getByRole('button', { name: 'Remove run.exe' }).click();
  await picker.setInputFiles({
    name: 'film.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.alloc(10_500_000),
  });
  await chat.getByRole('alert').filter({ hasText: 'film.mp4 is larger than 10 MB' }).waitFor();
  await chat.getByRole('button', { name: 'Remove film.mp4' }).click();
});

test('[DSK-2] a long conversation is read page by page, and what was in sight stays there', async () => {
  const id = uuidOf('cnv', conversation);
  await world.desk.server.pool.query(
    `with c as (update conversation set seq = seq + 70 where id = $1 returning *)
     insert into message (tenant, id, conversation, seq, cycle, turn, author, text, via)
     select c.tenant, gen_random_uuid(), c.id, c.seq - 70 + n, c.cycle, c.turn, 'operator',
       'line ' || n, 'dashboard'
     from c, generate_series(1, 70) n`,
    [id],
  );
  await page.reload();
  await bubble(chat, 'line 70').waitFor();
  expect(await bubble(chat, 'Hello. Ask me about ropes.').count()).toBe(0);
  const top = bubble(chat, 'line 30').first();
  await chat.getByRole('button', { name: 'Earlier messages' }).scrollIntoViewIfNeeded();
  const before = await top.boundingBox();
  await chat.getByRole('button', { name: 'Earlier messages' }).click();
  await bubble(chat, 'Hello. Ask me about ropes.').waitFor();
  await bubble(chat, 'How long does a harness last?').waitFor();
  await eventually(async () =>
    Math.abs(((await top.boundingBox())?.y ?? 9999) - (before?.y ?? 0)),
  ).toBeLessThan(40);
  await eventually(() => chat.getByRole('button', { name: 'Earlier messages' }).count()).toBe(0);
});

test('[DSK-2] the end is rated once, with a comment', async () => {
  await world.operate('POST', `/v1/desk/conversations/${conversation}/close`, {});
  await chat.getByText('How was this conversation?').waitFor();
  await chat.getByRole('button', { name: 'Bad' }).click();
  await chat.getByLabel('What should we know?').fill('Too slow');
  await chat.getByRole('button', { name: 'Send rating' }).click();
  await eventually(() => chat.getByText('How was this conversation?').count()).toBe(0);
  const rated = async () => {
    const path = `/v1/desk/conversations/${conversation}`;
    return (await world.operate<{ conversation: { rating: object } }>('GET', path)).conversation
      .rating;
  };
  await eventually(rated).toMatchObject({ thumb: 'down', comment: 'Too slow', low: true });
});

test('[DSK-4] another conversation asks for a person first; one waits, leaves an address, goes on', async () => {
  await chat.getByRole('button', { name: 'More' }).click();
  await chat.getByRole('menuitem', { name: 'New conversation' }).click();
  await bubble(chat, 'Hello. Ask me about ropes.').waitFor();
  await chat.getByRole('button', { name: 'Talk to a person' }).click();
  await bubble(chat, 'I would like to talk to a person.').waitFor();
  await line(chat, 'A person will join you').waitFor();
  await eventually(() => world.newest()).not.toBe(conversation);
  await chat.getByRole('button', { name: 'Leave your e-mail' }).click();
  await chat.getByLabel('Your e-mail').fill('not an address');
  await chat.getByRole('button', { name: 'Send', exact: true }).first().click();
  await chat.getByRole('alert').filter({ hasText: 'not an e-mail address' }).waitFor();
  await chat.getByLabel('Your e-mail').fill('Vera@example.com');
  await chat.getByLabel('Your e-mail').press('Enter');
  await chat.getByText('We will write to Vera@example.com.').waitFor();
  await chat.getByRole('button', { name: 'Continue with the assistant' }).click();
  await line(chat, 'You continue with the assistant.').waitFor();
  await chat.getByRole('button', { name: 'All conversations' }).click();
  await chat.getByRole('button', { name: /Robin/ }).nth(1).click();
  await bubble(chat, 'line 70').waitFor();
});

test('[DSK-2] by keyboard: focus stays in the open chat, Escape gives it back to the launcher', async () => {
  await composer(chat).focus();
  const inFrame = () => page.evaluate('document.activeElement?.tagName');
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press('Tab');
    // the frame hands the focus on, and the page hands it back
    await eventually(inFrame).toBe('BELAY-CHAT');
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open chat' }).waitFor();
  const focused = 'document.activeElement?.shadowRoot?.activeElement?.tagName';
  await eventually(() => page.evaluate(focused)).toBe('BUTTON');
  await page.evaluate('belay("open")');
  await eventually(() =>
    composer(chat).evaluate((element) => element === document.activeElement),
  ).toBe(true);
  // left open it opens again with the page; nobody pressed, so the page keeps its keyboard
  await page.reload();
  await composer(chat).waitFor();
  await composer(chat).evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  expect(await inFrame()).toBe('BODY');
});

test('[DSK-2] a chat that was hidden while it was drawn shows its field whole', async () => {
  const field = composer(chat);
  const show = (display: string) =>
    chat.owner().evaluate((frame, value) => frame.style.setProperty('display', value), display);
  await show('none');
  await eventually(() => field.evaluate((area: HTMLElement) => area.offsetHeight)).toBe(0);
  await field.evaluate((area: HTMLTextAreaElement) => {
    area.value = 'Unseen';
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await eventually(() => field.evaluate((area) => area.style.height)).toBe('0px');
  await show('');
  const isWhole = () =>
    field.evaluate((area) => area.clientHeight > 15 && area.clientHeight >= area.scrollHeight);
  await eventually(isWhole).toBe(true);
  await field.fill('');
});

test('[SEC-4] who is blocked is told so and can’t write', async () => {
  const { conversation: now } = await world.operate<{ conversation: { visitor: { id: string } } }>(
    'GET',
    `/v1/desk/conversations/${conversation}`,
  );
  await world.operate('POST', `/v1/desk/visitors/${now.visitor.id}/block`, { reason: 'spam' });
  await chat.getByText('You can’t write here any more.').waitFor();
  await eventually(() => composer(chat).count()).toBe(0);
  await page.reload();
  await chat.getByText('You can’t write here any more.').waitFor();
});

test('[DSK-2] the pages complained of nothing but what was cut on purpose', () => {
  const meant = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK_CHANGED|status of (403|415|422)/;
  expect(world.complaints.filter((text) => !meant.test(text))).toEqual([]);
});
