import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { browserPath } from './browser-path.ts';

/** One process for all dies with its first closed page; and a page shall be as safe as at a user's. */
const unwanted = new Set(['--single-process', '--disable-web-security', '--ignore-gpu-blocklist']);

/** A real browser: Chromium from its package on Linux x64, an installed Chrome elsewhere. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await browserPath();
  if (executablePath === undefined) return driver.launch({ channel: 'chrome', headless: true });
  // pages are drawn by the processor: a graphics card played in software takes it twice
  chromium.setGraphicsMode = false;
  return driver.launch({
    executablePath,
    args: [...chromium.args.filter((arg) => !unwanted.has(arg)), '--disable-gpu'],
    headless: true,
  });
}

/** Everything that the page complains about, gathered as it happens. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
}
