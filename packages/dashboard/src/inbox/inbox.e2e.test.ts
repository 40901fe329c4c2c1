import { eventually } from '@belay/server/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskAtWork, deskAtWork, isUnexpected } from './testing/desk-at-work.ts';
import type { TestVisitor } from './testing/test-visitor.ts';

let at: DeskAtWork;
let ada: TestVisitor;
let ann: Page;
let ben: Page;

beforeAll(async () => {
  at = await deskAtWork();
});
afterAll(async () => {
  await at?.close();
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
const row = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('list', { name: 'Conversations' }).getByRole('link', { name: text });
const transcript = (page: Page): Locator => page.getByRole('region', { name: 'Transcript' });
/** px below what is in sight, once two frames have settled it */
const toTheEnd = (page: Page): Promise<number> =>
  transcript(page).evaluate(
    (box) =>
      new Promise((tell) => {
        const look = () => tell(box.scrollHeight - box.scrollTop - box.clientHeight);
        requestAnimationFrame(() => requestAnimationFrame(look));
      }),
  );
const holder = (page: Page): Locator => page.getByTestId('holder');

test('[DSK-6] somebody who asks for a person appears in the queue of everybody, by itself', async () => {
  [ann, ben] = await Promise.all([at.open(at.ann, '/inbox'), at.open(at.ben, '/inbox')]);
  await ann.getByText('Nobody waits').waitFor();
  ada = await at.visitor();
  await ada.say('My rope has a cut. Is it still safe?');
  await ada.askForPerson();
  await Promise.all(
    [ann, ben].map((page) => row(page, /My rope has a cut|Assistant|waits/).waitFor()),
  );
  await ann.getByText(/waits for \d+ s/).waitFor();
  await eventually(() => ann.title()).toMatch(/^\(1\) /);
});

test('[DSK-6] the link to a conversation survives sign-in', async () => {
  const stranger = await at.open({ ...at.ann, cookie: 'nobody=1' }, `/inbox/${ada.conversation}`);
  await stranger.getByLabel('E-mail').fill(at.ann.email);
  await stranger.getByLabel('Password', { exact: true }).fill('a long enough password');
  await button(stranger, 'Sign in').click();
  await transcript(stranger).getByText('My rope has a cut.').waitFor();
  expect(new URL(stranger.url()).pathname).toBe(`/app/inbox/${ada.conversation}`);
  await stranger.close();
});

test('[TKO-1] two press at once: one has it, the other is told who, both see it', async () => {
  for (const page of [ann, ben]) {
    await row(page, /rope|waits/).click();
    await button(page, 'Take over').waitFor();
  }
  // pressed as it stands: a pointer's way there is so long that the other page knows by then
  const both = await Promise.all(
    [ann, ben].map((page) => button(page, 'Take over').elementHandle()),
  );
  await Promise.all(both.map((pressed) => pressed?.evaluate((it) => (it as HTMLElement).click())));
  const holders = () => Promise.all([ann, ben].map((page) => holder(page).textContent()));
  const areTold = (told: (string | null)[]) => told.every((text) => text?.startsWith('With '));
  await eventually(async () => areTold(await holders())).toBe(true);
  const [mine, theirs] = await holders();
  const annWon = mine?.startsWith('With you') ?? false;
  expect(theirs).toMatch(annWon ? /^With Ann Berg/ : /^With you/);
  if (annWon) return;
  // the others read as if Ann had been quicker
  [ann, ben] = [ben, ann];
});

test('[TKO-4] a reply arrives at the visitor, a note does not, and both say so beforehand', async () => {
  await ann.getByText(/^To Anonymous #\d+ as (Ann|Ben)$/).waitFor();
  await ann.getByLabel('Reply', { exact: true }).fill('Send me a picture of it, please.');
  await ann.keyboard.press('Enter');
  await transcript(ann)
    .locator('[data-speaker=operator]', { hasText: 'Send me a picture' })
    .waitFor();
  await eventually(() => ada.heard()).toEqual(['Send me a picture of it, please.']);

  await button(ann, 'Note').click();
  await ann.getByText('Only your team sees this.').waitFor();
  const long = `She bought it last week.\n${'- another detail\n'.repeat(40)}`;
  await ann.getByLabel('Note', { exact: true }).fill(long);
  await button(ann, 'Add the note').click();
  for (const page of [ann, ben])
    await transcript(page).locator('[data-speaker=note]', { hasText: 'She bought it' }).waitFor();
  // however long it is, whoever wrote it stands at its end
  await eventually(() => toTheEnd(ann)).toBeLessThan(2);
  expect(JSON.stringify(await ada.transcript())).not.toContain('She bought it');
  // a colleague has no field to answer in, but may leave a note
  await ben.getByText(/answers the visitor. You can write a note/).waitFor();
  expect(await ben.getByLabel('Reply', { exact: true }).isDisabled()).toBe(true);
});

test('[TKO-4] the visitor’s words appear while one looks; an edit and a deletion reach them', async () => {
  await ada.say('Here it is');
  await transcript(ann).locator('[data-speaker=visitor]', { hasText: 'Here it is' }).waitFor();
  const own = transcript(ann).locator('[data-speaker=operator]', { hasText: 'Send me a picture' });
  await own.hover();
  await own.getByRole('button', { name: 'Edit or delete' }).click();
  await ann.getByRole('menuitem', { name: 'Edit…' }).click();
  await ann.getByRole('dialog').getByLabel('Message').fill('Send me a photo, please.');
  await ann.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await transcript(ben).getByText('Send me a photo, please.').waitFor();
  await eventually(() => ada.heard()).toEqual(['Send me a photo, please.']);
});

test('[DSK-6] a draft survives another page and a reload; nothing is sent by that', async () => {
  await button(ann, 'Reply').click();
  await ann.getByLabel('Reply', { exact: true }).fill('I will ask the work');
  await ann.getByRole('link', { name: 'Visitors' }).first().click();
  await ann.getByRole('grid', { name: 'Visitors' }).waitFor();
  await ann.goBack();
  await ann.reload();
  await eventually(() => ann.getByLabel('Reply', { exact: true }).inputValue()).toBe(
    'I will ask the work',
  );
  expect(await ada.heard()).toHaveLength(1);
  await ann.getByLabel('Reply', { exact: true }).fill('');
});

test('[DSK-6] words that do not get through stay, say why, and arrive once when sent again', async () => {
  await ann.route('**/v1/desk/conversations/*/messages', (route) => route.abort());
  await ann.getByLabel('Reply', { exact: true }).fill('The workshop looks at it today.');
  await ann.keyboard.press('Enter');
  await transcript(ann).getByText('Not sent.').waitFor();
  await ann.unroute('**/v1/desk/conversations/*/messages');
  await ann.reload();
  await transcript(ann).getByText('Not sent.').waitFor();
  await button(ann, 'Try again').click();
  await transcript(ann).getByText('Not sent.').waitFor({ state: 'detached' });
  await eventually(() => ada.heard()).toEqual([
    'Send me a photo, please.',
    'The workshop looks at it today.',
  ]);
});

test('[DSK-8] snoozed it leaves the list, and the visitor’s word brings it back', async () => {
  await button(ann, 'More verbs').click();
  await ann.getByRole('menuitem', { name: 'Snooze…' }).click();
  await button(ann, /^In 1 hour/).click();
  await holder(ann)
    .getByText(/Snoozed until/)
    .waitFor();
  const queues = ann.getByRole('navigation', { name: 'Queues' });
  await queues.getByRole('link', { name: /Snoozed\s*1/ }).click();
  await row(ann, /Anonymous/).waitFor();
  await ada.say('Are you still there?');
  await ann.getByText('Nothing is snoozed').waitFor();
  await queues.getByRole('link', { name: /Mine\s*1/ }).click();
  await row(ann, /Are you still there/).waitFor();
});

test('[TKO-6] handed back with a word for the AI; closed by a key; reopened by the visitor', async () => {
  await ann.keyboard.press('Escape');
  await holder(ann).waitFor({ state: 'detached' });
  await row(ann, /Are you still there/).click();
  await button(ann, 'Hand back…').waitFor();
  await ann.locator('body').click({ position: { x: 5, y: 5 } });
  await ann.keyboard.press('h');
  const dialog = ann.getByRole('dialog');
  await dialog.getByLabel(/Instruction for Fern/).fill('The rope is replaced for free.');
  await dialog.getByRole('button', { name: 'Hand back' }).click();
  await holder(ann).getByText('Fern answers by itself.').waitFor();
  await transcript(ben).getByText('Handed back to the assistant').waitFor();
  // while a dialog is there, keys are its own
  await dialog.waitFor({ state: 'detached' });
  await ann.keyboard.press('e');
  await holder(ann)
    .getByText(/^Closed/)
    .waitFor();
  await ada.say('One more thing');
  await holder(ann).getByText('Fern answers by itself.').waitFor();
  await transcript(ann).getByText('Opened again').waitFor();
});

test('[DSK-6] search finds what was said; the other queues count what is there', async () => {
  const noor = await at.visitor();
  await noor.say('Do you sell quickdraws in blue?');
  const queues = ann.getByRole('navigation', { name: 'Queues' });
  await queues.getByRole('link', { name: /Open\s*2/ }).click();
  await ann.locator('body').click({ position: { x: 5, y: 5 } });
  await ann.keyboard.press('/');
  const search = ann.getByLabel('Search conversations');
  await eventually(() => search.evaluate((field) => field === document.activeElement)).toBe(true);
  await ann.keyboard.type('quickdraws');
  await eventually(() =>
    ann.getByRole('list', { name: 'Conversations' }).getByRole('link').count(),
  ).toBe(1);
  await ann.keyboard.press('Escape');
  await search.fill('');
});

test('[DSK-6] by keyboard alone: down the list, open, take over, write, send', async () => {
  const tom = await at.visitor();
  await tom.say('I need a person for an invoice');
  await tom.askForPerson();
  await ben.goto(`${at.server.url}/app/inbox`);
  await row(ben, /invoice|waits/).waitFor();
  await ben.keyboard.press('j');
  await ben.keyboard.press('o');
  await button(ben, 'Take over').waitFor();
  await ben.keyboard.press('t');
  await holder(ben).getByText('With you').waitFor();
  await eventually(() =>
    ben.evaluate(() => document.activeElement?.getAttribute('aria-label')),
  ).toBe('Reply');
  // letters are words now, not verbs
  await ben.keyboard.type('there, here it is');
  await ben.keyboard.press('Enter');
  await eventually(() => tom.heard()).toEqual(['there, here it is']);
  await holder(ben).getByText('With you').waitFor();
});

test('[DSK-6] on a narrow screen the list and the conversation take turns; nothing runs over', async () => {
  const phone = await at.open(at.ann, '/inbox?queue=open', {
    viewport: { width: 390, height: 780 },
    colorScheme: 'dark',
  });
  await row(phone, /quickdraws|Assistant/)
    .first()
    .click();
  await transcript(phone).waitFor();
  await phone.getByRole('list', { name: 'Conversations' }).waitFor({ state: 'detached' });
  const over = () => phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await eventually(over).toBeLessThanOrEqual(0);
  await phone.getByRole('link', { name: 'Back to the list' }).click();
  await row(phone, /quickdraws|Assistant/)
    .first()
    .waitFor();
  await eventually(over).toBeLessThanOrEqual(0);
  await phone.close();
});

test('[SEC-2] who may only read is offered no verb, and told what to do', async () => {
  const vera = await at.open(at.vera, `/inbox/${ada.conversation}`);
  await transcript(vera).getByText('My rope has a cut.').waitFor();
  await vera.getByText(/You can read conversations here/).waitFor();
  expect(await button(vera, 'Take over').count()).toBe(0);
  await vera.close();
});

test('[DSK-6] home says who waits and leads there', async () => {
  const liv = await at.visitor();
  await liv.say('Please call somebody');
  await liv.askForPerson();
  await ann.goto(`${at.server.url}/app/`);
  await ann
    .getByTestId('desk-sentence')
    .getByText(/^1 person waits, for \d+ s\.$/)
    .waitFor();
  await ann.getByRole('link', { name: /Please call somebody/ }).click();
  await transcript(ann).getByText('Please call somebody').waitFor();
});

test('[DSK-8] taken from a colleague after a question, given to another, released to all', async () => {
  const kei = await at.visitor();
  await kei.say('Who is there?');
  const taken = await at.ann.call(
    'POST',
    `/v1/desk/conversations/${kei.conversation}/take-over`,
    {},
  );
  expect(taken.status).toBe(200);
  const page = await at.open(at.owner, `/inbox/${kei.conversation}?queue=open`);
  await holder(page).getByText('With Ann Berg').waitFor();
  await button(page, 'Take it from Ann Berg…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it from Ann Berg' }).click();
  await holder(page).getByText('With you').waitFor();

  await button(page, 'More verbs').click();
  await page.getByRole('menuitem', { name: 'Give to somebody…' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option', { name: 'Ben Ode' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give to Ben Ode' }).click();
  await holder(page).getByText('With Ben Ode').waitFor();

  await button(page, 'More verbs').click();
  await page.getByRole('menuitem', { name: 'Release to the queue' }).click();
  await holder(page).getByText('Waits for a person').waitFor();
  await button(page, 'Close').click();
  await holder(page)
    .getByText(/^Closed/)
    .waitFor();
  await page.close();
});

test('[SEC-7] a visitor is blocked, exported and erased; what goes is named first', async () => {
  const page = await at.open(at.owner, '/visitors');
  await page.goto(`${at.server.url}/app/inbox/${ada.conversation}`);
  await page
    .getByRole('complementary', { name: 'Visitor' })
    .getByRole('link', { name: /Anonymous/ })
    .first()
    .click();
  await button(page, 'Block…').click();
  await page.getByRole('dialog').getByLabel(/Why/).fill('testing');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Block/ })
    .click();
  await button(page, 'Unblock').waitFor();
  await page.getByText(/New messages of theirs are refused/).waitFor();
  await expect(ada.say('Hello?')).rejects.toThrow(/403/);
  await button(page, 'Unblock').click();
  await button(page, 'Block…').waitFor();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Export').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^visitor-vis_.*\.json$/);

  await button(page, 'Erase…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/1 conversation with all messages and notes/).waitFor();
  await dialog.getByRole('textbox').fill('erase');
  await dialog.getByRole('button', { name: /^Erase/ }).click();
  await page.getByText(/was erased/).waitFor();
  await page.waitForURL(/\/app\/visitors$/);
  await page.goBack();
  await page.getByText('This visitor is gone').waitFor();
  await page.goto(`${at.server.url}/app/inbox/${ada.conversation}`);
  await page.getByText('This conversation is gone').waitFor();
  await Promise.all([page, ann, ben].map((each) => each.close()));
  expect(at.complaints.filter(isUnexpected)).toEqual([]);
});
