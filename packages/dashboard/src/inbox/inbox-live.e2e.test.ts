import { uuidOf } from '@belay/server/memory/ids';
import { eventually } from '@belay/server/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskAtWork, deskAtWork, isUnexpected } from './testing/desk-at-work.ts';
import { manyConversations, manyMessages } from './testing/many.ts';
import type { TestVisitor } from './testing/test-visitor.ts';

let at: DeskAtWork;
let ada: TestVisitor;
let page: Page;

beforeAll(async () => {
  at = await deskAtWork();
  ada = await at.visitor();
  await ada.say('Hello');
  await manyMessages(at.server.pool, ada.conversation ?? '', 450);
  page = await at.open(at.owner, `/inbox/${ada.conversation}?queue=open`, {
    permissions: ['notifications'],
  });
});
afterAll(async () => {
  await at?.close();
});

const transcript = (): Locator => page.getByRole('region', { name: 'Transcript' });
const holder = (): Locator => page.getByTestId('holder');

test('[DSK-6] earlier messages come above, and what one reads stays where it is', async () => {
  await transcript().getByText('Word 450', { exact: true }).waitFor();
  const first = transcript().getByText('Word 256', { exact: true });
  const top = () => first.evaluate((element) => element.getBoundingClientRect().top);
  await first.waitFor({ state: 'attached' });
  // scrolled and measured at once, before anything can answer
  const before = await transcript().evaluate((element) => {
    element.scrollTop = 100;
    const texts = [...element.querySelectorAll('p')];
    return texts.find((text) => text.textContent === 'Word 256')?.getBoundingClientRect().top ?? 0;
  });
  await transcript().getByText('Word 160', { exact: true }).waitFor({ state: 'attached' });
  await eventually(async () => Math.abs((await top()) - before)).toBeLessThan(4);
  const after = await top();

  // words that arrive meanwhile don't pull anybody away either
  await ada.say('Are you reading?');
  await page.getByRole('button', { name: 'To the newest' }).waitFor();
  await transcript().getByText('Are you reading?').waitFor({ state: 'attached' });
  await eventually(async () => Math.abs((await top()) - after)).toBeLessThan(4);
  await page.getByRole('button', { name: 'To the newest' }).click();
  await transcript().getByText('Are you reading?').waitFor();
});

test('[TKO-3] a draft is seen while it is said, and is gone with the claim', async () => {
  const conversation = uuidOf('cnv', ada.conversation ?? '') ?? '';
  const say = (n: number, text: string) =>
    at.server.ctx.desk.say({
      tenant: at.owner.tenant,
      conversation,
      visitor: null,
      forVisitor: null,
      forOperators: {
        kind: 'draft',
        conversation_id: ada.conversation ?? '',
        turn: 1_000,
        attempt: 1,
        n,
        text,
      },
    });
  say(0, 'Our ropes ');
  say(1, 'are tested.');
  await transcript().getByText('Fern is saying').waitFor();
  await transcript()
    .locator('[data-speaker=draft]', { hasText: 'Our ropes are tested.' })
    .waitFor();
  await page.getByRole('button', { name: 'Take over', exact: true }).click();
  await holder().getByText('With you').waitFor();
  await transcript().getByText('Fern is saying').waitFor({ state: 'detached' });
});

test('[DSK-6] the visitor types, reads, and sends a file; our file reaches them', async () => {
  const path = `/v1/widget/conversations/${ada.conversation}`;
  await ada.call('POST', `${path}/typing`, {});
  await transcript().getByText('The visitor is writing').waitFor();
  await page.getByLabel('Reply', { exact: true }).fill('Look at this');
  await page.locator('form input[type=file]').setInputFiles({
    name: 'terms.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Ropes last ten years.'),
  });
  await page.getByRole('list', { name: 'Files of this message' }).getByText('terms.txt').waitFor();
  await page.getByRole('button', { name: 'Remove terms.txt' }).waitFor();
  await eventually(() => page.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(
    true,
  );
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await transcript()
    .getByRole('link', { name: /terms.txt/ })
    .waitFor();
  await eventually(async () =>
    (await ada.transcript()).flatMap(({ files }) => files.map(({ name }) => name)),
  ).toEqual(['terms.txt']);
  const { seq } = (await ada.transcript()).at(-1) ?? { seq: 0 };
  await ada.call('POST', `${path}/seen`, { seq });
  await transcript().getByText('Seen', { exact: true }).waitFor();
});

test('[DSK-7] an answer is taught by a button, and taken back by it', async () => {
  const own = transcript().locator('[data-speaker=operator]', { hasText: 'Look at this' });
  await own.hover();
  await own.getByRole('button', { name: 'Teach this answer' }).click();
  await own.getByText('taught', { exact: true }).waitFor();
  await own.getByRole('button', { name: 'Unteach' }).click();
  await own.getByText('taught', { exact: true }).waitFor({ state: 'detached' });
});

test('[DSK-6] after a time without network nothing is missing and nothing is there twice', async () => {
  const other = await page.context().newPage();
  await other.goto(`${at.server.url}/app/`);
  await other.getByRole('heading', { level: 1 }).waitFor();
  await page.context().setOffline(true);
  await page
    .getByText(/^Offline|Reconnecting/)
    .first()
    .waitFor();
  // a page that was never opened can't come now: said in its place, inside the frame
  await other.getByRole('link', { name: 'Memory' }).click();
  await other.getByRole('heading', { name: 'No connection to Belay' }).waitFor();
  await ada.say('Said while nobody could hear');
  await page.context().setOffline(false);
  await transcript().getByText('Said while nobody could hear').waitFor();
  await ada.say('And once more');
  await transcript().getByText('And once more').waitFor();
  expect(await transcript().getByText('Said while nobody could hear').count()).toBe(1);
  expect(await transcript().getByText('And once more').count()).toBe(1);
  await other.getByRole('button', { name: 'Try again' }).click();
  await other.getByRole('heading', { level: 1, name: 'Memory' }).waitFor();
  await other.close();
});

test('[DSK-6] a desktop notification is asked for by a button, and calls for who begins to wait', async () => {
  // the browser's own would be shown where no test can look: a double that remembers
  await page.evaluate(() => {
    const told: string[] = [];
    class Told {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      onclick: unknown = null;
      constructor(title: string) {
        told.push(title);
      }
      close() {}
    }
    Object.assign(window, { Notification: Told, told });
  });
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
  await page.getByRole('button', { name: 'Notifications of this browser' }).click();
  await page.getByRole('menuitem', { name: 'Desktop notification' }).click();
  expect(await told()).toEqual([]);
  const noor = await at.visitor();
  await noor.say('I want a person');
  await noor.askForPerson();
  await eventually(told).toHaveLength(1);
  expect((await told())[0]).toMatch(/waits for a person$/);
  await noor.say('Still waiting');
  await page.getByText('Still waiting').first().waitFor();
  expect(await told()).toHaveLength(1);
});

test('[DSK-5] what actions did stands beside the conversation', async () => {
  await at.server.pool.query(
    `with act as (
       insert into action (tenant, id, agent, definition, secret)
       select tenant, gen_random_uuid(), agent, '{"name": "Book a slot"}', ''
       from conversation where id = $1 returning tenant, id)
     insert into action_run (tenant, id, action, conversation, turn, call, parameters, state,
       outcome, due_at)
     select tenant, gen_random_uuid(), id, $1, 1, 'a', '{}', 'done', 'Slot at 16:00',
       now() from act`,
    [uuidOf('cnv', ada.conversation ?? '')],
  );
  await page.reload();
  const panel = page.getByRole('complementary', { name: 'Visitor' });
  await panel.getByText('Book a slot').waitFor();
  await panel.getByText('Slot at 16:00').waitFor();
});

test('[DSK-5] a lead that is left appears in the table, leads to its words, and is exported', async () => {
  await page.goto(`${at.server.url}/app/leads`);
  await page.getByText('No lead yet').waitFor();
  await ada.call('POST', '/v1/widget/leads', {
    fields: { name: 'Ada Park', email: 'ada@park.test' },
    conversation_id: ada.conversation,
  });
  const row = page.getByRole('grid', { name: 'Leads' }).getByRole('row', { name: /Ada Park/ });
  await row.getByText(/ada@park.test/).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('leads.csv');
  await row.click();
  await transcript().getByText('And once more').waitFor();
});

test('[DSK-6] ten thousand conversations: a few rows exist, however far one scrolls', async () => {
  await manyConversations(at.server.pool, ada.conversation ?? '', 10_000);
  await page.goto(`${at.server.url}/app/inbox?queue=closed`);
  const list = page.getByRole('list', { name: 'Conversations' });
  const queues = page.getByRole('navigation', { name: 'Queues' });
  await queues.getByRole('link', { name: /Closed\s*10K/ }).waitFor();
  await list.getByRole('link').first().waitFor();
  const scroll = () =>
    list.evaluate((element) => {
      const box = element.parentElement;
      if (box) box.scrollTop = box.scrollHeight;
      return box?.scrollHeight ?? 0;
    });
  await eventually(scroll).toBeGreaterThan(600 * 76);
  expect(await list.getByRole('link').count()).toBeLessThan(60);
  // the whole list takes part in what happens now
  await ada.call('POST', `/v1/widget/conversations/${ada.conversation}/close`, {});
  await list.evaluate((element) => element.parentElement?.scrollTo(0, 0));
  await list.getByRole('link', { name: /And once more/ }).waitFor();
  await page.close();
  expect(at.complaints.filter(isUnexpected)).toEqual([]);
});
