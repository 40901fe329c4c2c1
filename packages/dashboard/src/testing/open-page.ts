import { complaintsOf } from '@belay/demo/testing/browser';
import type { TestPerson } from '@belay/server/testing/test-person';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A browser of this person's own, signed in; what it complains about is added to `complaints`. */
export async function openPage(
  browser: Browser,
  { url }: { url: string },
  person: Pick<TestPerson, 'cookie'>,
  complaints: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const cookies = person.cookie.split('; ').map((cookie) => {
    const [name = '', ...value] = cookie.split('=');
    return { name, value: value.join('='), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  // a machine that builds and tests for many is slow
  page.setDefaultTimeout(30_000);
  const own = complaintsOf(page);
  page.on('close', () => complaints.push(...own));
  return page;
}
