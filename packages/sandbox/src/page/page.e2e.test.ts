import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;
/** of every page of the running test */
let complaints: string[][] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'demo' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
afterEach(() => {
  const all = complaints.flat();
  complaints = [];
  expect(all).toEqual([]);
});

/** A browser of its own, in which one is that person. */
async function be(name: string, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  complaints.push(complaintsOf(page));
  await page.goto(sandbox.url + path);
  await page.getByLabel('You are').selectOption({ label: name });
  await page.waitForLoadState();
  await expect.poll(() => page.locator('body').getAttribute('data-me')).toBe(idOf(name));
  return page;
}

const idOf = (name: string): string => {
  for (const { current } of sandbox.world.users.values())
    if (current.realName === name) return current.id;
  throw new Error(`nobody is called ${name}`);
};

function channelNamed(name: string) {
  return sandbox.truth.now().channels.find((channel) => channel.name === name);
}

test('[SBX-4] two people make a channel, talk, answer, react, edit, delete, upload and rename', async () => {
  const mara = await be('Mara Quill', '/channels');
  await mara.getByLabel('Name').first().fill('Rope Tests');
  await mara.getByRole('button', { name: 'Make the channel' }).click();
  await mara.getByRole('heading', { name: '#rope-tests' }).waitFor();
  const { id } = channelNamed('rope-tests') ?? { id: '' };
  const truth = () => {
    const channel = sandbox.truth.now().channels.find((one) => one.id === id);
    if (!channel) throw new Error('the channel is gone');
    return channel;
  };

  const jonas = await be('Jonas Eberlein', `/c/${id}`);
  await jonas.locator('#say').getByRole('button', { name: 'Join' }).click();
  await jonas.getByLabel('Message #rope-tests').waitFor();
  expect(truth().members).toEqual([idOf('Mara Quill'), idOf('Jonas Eberlein')]);

  // Enter sends, Shift Enter doesn't; what is typed is stored as Slack stores it
  const say = mara.getByLabel('Message #rope-tests');
  await say.fill('Rope 7 <holds> & @jonas saw it');
  await say.press('Shift+Enter');
  await say.pressSequentially('second line');
  await say.press('Enter');
  const first = jonas.locator('#messages .message', { hasText: 'Rope 7' });
  await first.waitFor();
  expect(truth().messages.at(-1)).toMatchObject({
    user: idOf('Mara Quill'),
    text: `Rope 7 &lt;holds&gt; &amp; <@${idOf('Jonas Eberlein')}> saw it\nsecond line`,
    blocks: [{ type: 'rich_text' }],
  });
  await expect.poll(() => say.inputValue()).toBe('');

  // Jonas reacts and takes it back; what he is writing meanwhile stays
  await jonas.getByLabel('Message #rope-tests').fill('a draft');
  await first.hover();
  await first.getByRole('button', { name: 'React with tada' }).click();
  await mara.getByRole('button', { name: 'tada, Jonas Eberlein' }).waitFor();
  expect(truth().messages.at(-1)?.reactions).toEqual([
    { name: 'tada', users: [idOf('Jonas Eberlein')], count: 1 },
  ]);
  await mara.getByRole('button', { name: 'tada, Jonas Eberlein' }).click();
  await jonas.getByRole('button', { name: 'tada, Jonas Eberlein, Mara Quill' }).click();
  await mara.getByRole('button', { name: 'tada, Mara Quill' }).waitFor();
  expect(await jonas.getByLabel('Message #rope-tests').inputValue()).toBe('a draft');

  // the words of others are not his to change
  await first.hover();
  expect(await first.getByRole('link', { name: 'Edit' }).count()).toBe(0);

  // a thread, live on both sides
  await first.getByRole('link', { name: 'Reply' }).click();
  await jonas.getByLabel('Reply in this thread').fill('I did');
  await jonas.keyboard.press('Enter');
  await mara.getByRole('link', { name: '1 reply' }).click();
  await mara.locator('#thread .message', { hasText: 'I did' }).waitFor();
  const root = String(truth().messages.at(-1)?.ts);
  expect(truth().threads[root]?.[1]).toMatchObject({ text: 'I did', thread_ts: root });

  // Mara edits: Escape leaves it as it was, Enter saves
  const own = mara.locator('#messages .message', { hasText: 'Rope 7' });
  await own.hover();
  await own.getByRole('link', { name: 'Edit' }).click();
  const editor = mara.locator('#messages').getByLabel('The message’s words');
  expect(await editor.inputValue()).toBe('Rope 7 <holds> & @jonas saw it\nsecond line');
  await editor.fill('never mind');
  await editor.press('Escape');
  await editor.waitFor({ state: 'detached' });
  expect(truth().messages.at(-1)).not.toHaveProperty('edited');
  await own.hover();
  await own.getByRole('link', { name: 'Edit' }).click();
  await editor.fill('Rope 8 holds');
  await editor.press('Enter');
  await jonas.locator('#messages .message', { hasText: 'Rope 8 holds (edited)' }).waitFor();
  expect(truth().messages.at(-1)).toMatchObject({
    text: 'Rope 8 holds',
    edited: { user: idOf('Mara Quill') },
  });

  // a file
  await mara
    .locator('#say')
    .getByLabel('A file to upload')
    .setInputFiles({
      name: 'knots.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('knot,holds\nbowline,yes\n'),
    });
  await mara.getByLabel('Message #rope-tests').fill('the table');
  await mara.locator('#say').getByRole('button', { name: 'Send' }).click();
  await jonas.getByRole('link', { name: 'knots.csv' }).waitFor();
  expect(truth().messages.at(-1)).toMatchObject({
    text: 'the table',
    files: [{ name: 'knots.csv', size: 23, mimetype: 'text/csv' }],
  });

  // deleting asks once more
  const withFile = mara.locator('#messages .message', { hasText: 'the table' });
  await withFile.hover();
  await withFile.getByRole('button', { name: 'Delete' }).click();
  expect(truth().messages.at(-1)?.text).toBe('the table');
  await withFile.getByRole('button', { name: 'Really delete?' }).click();
  await jonas
    .locator('#messages .message', { hasText: 'the table' })
    .waitFor({ state: 'detached' });
  expect(truth().messages.at(-1)?.text).toBe('Rope 8 holds');

  // settings: the app, the name, the kind, the end
  await mara.getByRole('link', { name: 'Channel settings' }).click();
  await mara.getByRole('button', { name: 'Invite @Belay' }).click();
  await mara.getByRole('button', { name: 'Remove @Belay' }).waitFor();
  await mara.getByRole('textbox', { name: 'Name' }).fill('rope-truths');
  await mara.getByRole('button', { name: 'Rename' }).click();
  await jonas.getByRole('heading', { name: '#rope-truths' }).waitFor();
  await mara.getByRole('button', { name: 'Make it private' }).click();
  await mara.getByRole('button', { name: 'Really change' }).click();
  await jonas.locator('#title').getByText('private').waitFor();
  await mara.getByRole('button', { name: 'Archive it' }).click();
  await mara.getByRole('button', { name: 'Really archive' }).click();
  await jonas
    .locator('#say')
    .getByRole('button', { name: 'Bring it back' })
    .waitFor({ timeout: 5_000 });
  expect(truth()).toMatchObject({ name: 'rope-truths', isPrivate: true, isArchived: true });
  expect(truth().members).toContain(sandbox.app.botUserId);
  await mara.context().close();
  await jonas.context().close();
});

test('[SBX-4] a refusal is said in words, and nothing is lost', async () => {
  const mara = await be('Mara Quill', '/channels');
  await mara.getByLabel('Name').first().fill('general');
  await mara.getByRole('button', { name: 'Make the channel' }).click();
  await mara.getByRole('alert').getByText('There is a channel of that name already.').waitFor();
  expect(await mara.getByLabel('Name').first().inputValue()).toBe('general');
  // Chromium itself remarks upon a request that is refused
  expect(complaints.flat()).toEqual([expect.stringContaining('422')]);
  complaints = [];
  await mara.context().close();
});

test('[SBX-4] what is broken on purpose is said on every page until it is mended', async () => {
  const mara = await be('Mara Quill', '/app');
  const other = await be('Jonas Eberlein', '/');
  await mara.getByRole('switch', { name: 'Lost events' }).click();
  await mara.getByRole('switch', { name: 'Slow answers' }).click();
  await other.getByText('Broken on purpose: slow answers, lost events.').waitFor();
  expect(sandbox.faults.active.map(({ kind }) => kind).sort()).toEqual(['lose', 'slow']);
  await other.getByRole('button', { name: 'Mend all' }).click();
  await mara.getByText('Broken on purpose').waitFor({ state: 'detached' });
  expect(sandbox.faults.active).toEqual([]);
  await mara.context().close();
  await other.context().close();
});
