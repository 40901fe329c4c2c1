import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import {
  type HearWorld,
  hearWorld,
  type OpenCase,
} from '@belay/server/desk/slack/hear/testing/hear-world';
import { eventually } from '@belay/server/testing/eventually';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../../build/ensure-built.ts';

let world: HearWorld;
let browser: Browser;
let one: OpenCase;
let ann: Page;
let ben: Page;
const complaints: string[][] = [];

beforeAll(async () => {
  await ensureBuilt();
  world = await hearWorld();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** The conversation in a browser of this person's own. */
async function open(person: { cookie: string }): Promise<Page> {
  const { url } = world.server;
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1480, height: 900 },
  });
  await context.addCookies(
    person.cookie.split('; ').map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('='), url };
    }),
  );
  const page = await context.newPage();
  complaints.push(complaintsOf(page));
  await page.goto(`${url}/app/inbox/${one.id}`);
  return page;
}

const held = (page: Page) => page.getByRole('region', { name: 'Held lines' });

test('[TKO-2] the conversation names its channel in Slack, and what was typed there says so', async () => {
  one = await world.claimed();
  ann = await open(world.ann);
  ben = await open(world.ben);
  const link = ann.getByRole('link', { name: /#support/ });
  await link.waitFor();
  expect(await link.getAttribute('href')).toContain(
    `/archives/${one.channel}/p${one.root.replace('.', '')}`,
  );
  await ann.getByText('mirrored here, replies count').waitFor();
  world.type(world.ann.slack, one, 'The rope holds 22 kN.');
  await eventually(() => world.read(one)).toEqual(['The rope holds 22 kN.']);
  const row = ann.locator('[data-speaker=operator]', { hasText: 'The rope holds 22 kN.' });
  await row.getByText('from Slack').waitFor();
});

test('[TKO-4] a held line waits in the inbox, too: its author decides, a colleague only sees it', async () => {
  world.type(world.ann.slack, one, `Ask <@${world.ben.slack}> about the harness.`);
  await held(ann).getByText('about the harness').waitFor();
  await held(ann).getByText('it mentions somebody').waitFor();
  await held(ben).getByText('Only Ann can say what becomes of it.').waitFor();
  expect(await held(ben).getByRole('button').count()).toBe(0);
  expect(await world.read(one)).toEqual(['The rope holds 22 kN.']);
  await held(ann).getByRole('button', { name: 'Send', exact: true }).click();
  await eventually(async () => (await world.read(one)).at(-1)).toContain('about the harness.');
  await held(ann).waitFor({ state: 'detached' });
  await held(ben).waitFor({ state: 'detached' });
});

test('[TKO-4] what its author keeps stays among the team', async () => {
  world.type(world.ann.slack, one, `<@${world.ben.slack}> is this one ours?`);
  await held(ann).getByText('is this one ours').waitFor();
  await held(ann).getByRole('button', { name: 'Keep internal' }).click();
  await held(ann).waitFor({ state: 'detached' });
  expect((await world.read(one)).join()).not.toContain('ours');
});

test('[NTF-6] whoever waits has a ladder beside them, until somebody comes', async () => {
  const waiting = await world.open();
  await ben.goto(`${world.server.url}/app/inbox/${waiting.id}`);
  const ladder = ben.locator('section', { hasText: 'If nobody takes over' });
  await ladder.getByText('A reminder in the thread').first().waitFor();
  await ladder.getByText('in 5 min').waitFor();
  await ben.getByRole('button', { name: 'Take over', exact: true }).click();
  await ben.getByText('If nobody takes over').waitFor({ state: 'detached' });
});

test('[DSK-6] no page complained', () => {
  expect(complaints.flat().filter((line) => !/^Failed to load resource/.test(line))).toEqual([]);
});
