import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;
let stop: () => Promise<void>;
const notes: string[] = [];

const plain = (text: string) => ({ type: 'plain_text' as const, text });

beforeAll(async () => {
  sandbox = await startSandbox();
  browser = await openBrowser();
  const receiver = new ExpressReceiver({
    signingSecret: sandbox.signingSecret,
    endpoints: '/slack',
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: sandbox.botToken, botUserId: sandbox.app.botUserId }),
    clientOptions: { slackApiUrl: sandbox.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.action('note', async ({ ack, body, client, respond }) => {
    await ack();
    await respond({ text: 'You have it', response_type: 'ephemeral' });
    if (!('trigger_id' in body)) return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'note',
        title: plain('A note'),
        submit: plain('Save'),
        blocks: [
          {
            type: 'input',
            block_id: 'words',
            label: plain('Words'),
            element: { type: 'plain_text_input', action_id: 'text' },
          },
        ],
      },
    });
  });
  app.view('note', async ({ ack, view }) => {
    const words = view.state.values.words?.text?.value ?? '';
    if (words.length < 3) {
      await ack({ response_action: 'errors', errors: { words: 'At least three letters' } });
      return;
    }
    await ack();
    notes.push(words);
  });
  const server = createServer(receiver.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  sandbox.interactivity.configure({ requestUrl: `http://127.0.0.1:${port}/slack` });
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});
afterAll(async () => {
  await browser?.close();
  await stop?.();
  await sandbox?.close();
});

test('[SBX-4] a person presses a button, fills the window by keyboard, and a reload forgets the whisper', async () => {
  const { world } = sandbox;
  const mara = world.addUser({ name: 'mara', realName: 'Mara Quill' });
  const members = [mara.id, sandbox.app.botUserId];
  const rope = world.addChannel({ name: 'rope', members });
  world.post({
    channel: rope.id,
    user: sandbox.app.botUserId,
    text: 'card',
    blocks: [
      {
        type: 'actions',
        block_id: 'acts',
        elements: [{ type: 'button', action_id: 'note', text: plain('Add a note') }],
      },
    ],
  });
  const page = await (await browser.newContext()).newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${sandbox.url}/c/${rope.id}`);
  await page.getByText('Live', { exact: true }).waitFor();
  const button = page.getByRole('button', { name: 'Add a note' });
  await button.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'A note' });
  const words = dialog.getByLabel('Words');
  await expect.poll(() => words.evaluate((field) => field.matches(':focus'))).toBe(true);
  await page.keyboard.type('hm');
  await page.keyboard.press('Enter');
  await dialog.getByText('At least three letters').waitFor();
  await dialog.getByLabel('Words').fill('knot');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => notes).toEqual(['knot']);
  await page.getByText('You have it').waitFor();
  await button.click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await page.getByText('You have it').count()).toBe(0);
  expect(complaints).toEqual([]);
});
