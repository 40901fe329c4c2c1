import { openBrowser } from '@belay/demo/testing/browser';
import { type DeskWorld, deskWorld } from '@belay/server/desk/visitors/testing/desk-world';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  FrameLocator,
  Page,
} from 'playwright-core';
import { vi } from 'vitest';
import { ensureBuilt } from '../../build/ensure-built.ts';
import { startTestSite, type TestSite } from './test-site.ts';

/** A server with an agent that knows ropes, a website with its widget, and a browser. */
export interface WidgetWorld {
  desk: DeskWorld;
  site: TestSite;
  browser: Browser;
  /** a visitor's browser; what its pages complain about is gathered in `complaints` */
  visitor(options?: BrowserContextOptions): Promise<BrowserContext>;
  complaints: string[];
  /** a call as the owner; throws unless it is answered well */
  operate<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** public id of the newest conversation */
  newest(): Promise<string>;
  /** [author, text] of what the server has of it */
  stored(conversation: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function widgetWorld(): Promise<WidgetWorld> {
  await ensureBuilt(() => undefined);
  const desk = await deskWorld(
    {
      greeting: 'Hello. Ask me about ropes.',
      starters: ['How long does a harness last?'],
      citations: 'link',
    },
    { jobs: true },
  );
  const site = await startTestSite(desk.server.url, desk.agent.id);
  const browser = await openBrowser();
  const complaints: string[] = [];
  const operate: WidgetWorld['operate'] = async <T>(
    method: string,
    path: string,
    body?: unknown,
  ) => {
    const answer = await desk.owner.call(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const path = `/v1/agents/${desk.agent.id}/knowledge`;
  const { id } = await operate<{ id: string }>('POST', path, {
    kind: 'text',
    title: 'Harness care',
    text: 'A harness lasts ten years from the date of manufacture. Retire it at once after a heavy fall.',
  });
  await vi.waitFor(
    async () => {
      const { state } = await operate<{ state: string }>('GET', `${path}/${id}`);
      if (state !== 'ready') throw new Error(`what it is taught is ${state}`);
    },
    { timeout: 15_000 },
  );
  return {
    desk,
    site,
    browser,
    complaints,
    operate,
    async visitor(options) {
      const context = await browser.newContext({ locale: 'en-US', ...options });
      context.setDefaultTimeout(15_000);
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      context.on('weberror', (error) => complaints.push(String(error.error())));
      return context;
    },
    async newest() {
      const { items } = await operate<{ items: { id: string }[] }>(
        'GET',
        '/v1/desk/conversations?queue=all&limit=1',
      );
      return items[0]?.id ?? '';
    },
    async stored(conversation) {
      const { messages } = await operate<{
        messages: { author: { kind: string }; kind: string; text: string }[];
      }>('GET', `/v1/desk/conversations/${conversation}`);
      return messages
        .filter(({ kind }) => kind === 'text')
        .map(({ author, text }) => `${author.kind}: ${text}`);
    },
    async close() {
      await browser.close();
      await site.close();
      await desk.close();
    },
  };
}

/** The page with the chat open in it. */
export async function openChat(page: Page, address: string): Promise<FrameLocator> {
  await page.goto(address);
  await page.getByRole('button', { name: /Open chat|Chat öffnen/ }).click();
  const chat = page.frameLocator('iframe');
  await composer(chat).waitFor();
  return chat;
}

export const composer = (chat: FrameLocator | Page) => chat.locator('.composer textarea');

export async function say(chat: FrameLocator | Page, text: string): Promise<void> {
  await composer(chat).fill(text);
  await composer(chat).press('Enter');
}
