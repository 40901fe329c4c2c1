import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { Locator, Page, Route } from 'playwright-core';
import { type SlackWorld, slackWorld } from '../../testing/slack-world.ts';

/** The workspace of the walk, and the owner's window. */
export let at: SlackWorld;
export let page: Page;

export async function begin(): Promise<void> {
  at = await slackWorld();
  page = await at.open(at.owner);
}

export const button = (name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
export const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
export const address = () => `${at.server.url}/app/agents/${at.agent}/integrations/slack`;
/** As the server has it. */
export const slack = async () =>
  (await (await at.owner.call('GET', `/v1/agents/${at.agent}/slack`)).json()) as AgentSlackView;
export const saved = () =>
  page.getByRole('region', { name: 'Unsaved Slack settings' }).waitFor({ state: 'detached' });
export const choose = async (
  field: string | RegExp,
  typed: string,
  found: string | RegExp = typed,
) => {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByPlaceholder('Search, or paste a link').fill(typed);
  await page.getByRole('option', { name: found, selected: true }).waitFor();
  await page.keyboard.press('Enter');
};
export const consent = async (answer: 'Allow' | 'Cancel', where?: 'org') => {
  await page.waitForURL(/\/oauth\/v2\/authorize/);
  if (where) await page.getByLabel('Where').selectOption(where);
  await button(answer).click();
  await page.waitForURL(/[?&]slack=/);
};
export const alert = () => page.getByRole('alert');
const refusals: [status: number | 'offline', words: string][] = [
  [403, 'You may not do that here.'],
  [409, 'Somebody else was faster.'],
  [503, 'Belay is not at hand right now (503). Try again in a moment.'],
  ['offline', 'Belay does not answer. Check your connection; then try again.'],
];
/** What is written there fails in every way; each time whoever pressed is told why. */
export const failing = async (path: string, press: () => Promise<void>, told: () => Locator) => {
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
