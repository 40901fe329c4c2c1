import { once } from 'node:events';
import { createServer } from 'node:http';
import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import { SocketModeClient } from '@slack/socket-mode';
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
  await expect.poll(() => page.locator('body').getAttribute('data-me')).toBe(idOf(name));
  // its script runs
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

const idOf = (name: string): string => {
  for (const { current } of sandbox.world.users.values())
    if (current.realName === name) return current.id;
  throw new Error(`nobody is called ${name}`);
};

const general = (): string => {
  for (const { info } of sandbox.world.rooms.values())
    if (info.current.isGeneral) return info.current.id;
  throw new Error('the demo world has a general channel');
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
  const reply = jonas.getByLabel('Reply in this thread');
  await reply.waitFor();
  // Enter sends once the page's script has run
  await jonas.waitForLoadState('load');
  await reply.fill('I did');
  await reply.press('Enter');
  await mara.getByRole('link', { name: '1 reply' }).click();
  await mara.locator('#thread .message', { hasText: 'I did' }).waitFor();
  // Escape and Enter are heard by the page's script, as above
  await mara.waitForLoadState('load');
  const root = String(truth().messages.at(-1)?.ts);
  expect(truth().threads[root]?.[1]).toMatchObject({ text: 'I did', thread_ts: root });

  // a draft is there again after a change of page
  expect(await jonas.getByLabel('Message #rope-tests').inputValue()).toBe('a draft');

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
  await mara.getByRole('button', { name: 'Invite @Belay' }).waitFor();
  // without the script nothing asks whether one is sure
  await mara.waitForLoadState('load');
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
  await jonas.locator('#say').getByRole('button', { name: 'Bring it back' }).waitFor();
  expect(truth()).toMatchObject({ name: 'rope-truths', isPrivate: true, isArchived: true });
  expect(truth().members).toContain(sandbox.app.botUserId);
  await mara.context().close();
  await jonas.context().close();
});

test('[SBX-4] one sets the request URL, sees each delivery fare, and the app connect', async () => {
  let status = 200;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.statusCode = status;
    response.end(JSON.parse(body).challenge ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`;

  const mara = await be('Mara Quill', '/app');
  await mara.getByText('Events go nowhere yet').waitFor();
  status = 500;
  await mara.getByLabel('Request URL').fill(url);
  await mara.getByRole('button', { name: 'Save and verify' }).click();
  await mara.getByText('✕ Not verified').waitFor();
  // told so, one may send it again
  await mara.locator('#trouble').waitFor();
  status = 200;
  await mara.getByRole('button', { name: 'Save and verify' }).click();
  await mara.getByText(`Events go to ${url}.`).waitFor();

  const deliveries = mara.locator('#deliveries tbody tr');
  const say = (text: string) =>
    sandbox.world.post({ channel: general(), user: idOf('Mara Quill'), text });
  say('one');
  await deliveries.filter({ hasText: '✓ answered' }).filter({ hasText: 'first' }).waitFor();
  status = 500;
  say('two');
  await deliveries.filter({ hasText: 'retry 1' }).filter({ hasText: 'again at' }).waitFor();

  await mara.getByRole('button', { name: 'Turn it on' }).click();
  await mara.getByText('but the app is not connected').waitFor();
  const client = new SocketModeClient({
    appToken: sandbox.appToken,
    // it is not given up because this machine does much else
    clientPingTimeout: 60_000,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  client.on('slack_event', ({ ack }: { ack(): Promise<void> }) => ack());
  await client.start();
  await mara.getByText('Events go over Socket Mode, to one connection.').waitFor();
  say('three');
  await deliveries.filter({ hasText: 'socket' }).filter({ hasText: '✓ answered' }).waitFor();
  await client.disconnect();
  await mara.getByText('but the app is not connected').waitFor();

  await mara.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  // told for two seconds
  const told = mara.getByText('Copied').waitFor();
  await mara.getByRole('button', { name: 'Copy the app-level token' }).click();
  await told;
  expect(await mara.evaluate('navigator.clipboard.readText()')).toBe(sandbox.appToken);

  const old = sandbox.botToken;
  await mara.getByRole('button', { name: 'Replace the bot token' }).click();
  await mara.getByRole('button', { name: 'The old one dies' }).click();
  await mara.locator('#tokens').getByText(old, { exact: true }).waitFor({ state: 'detached' });
  expect(await mara.locator('#tokens').textContent()).toContain(sandbox.botToken);
  // Chromium itself remarks upon the form that was refused
  expect(complaints.flat()).toEqual([expect.stringContaining('422')]);
  complaints = [];
  await mara.context().close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('[SBX-4] what others do appears without moving what one reads or writes', async () => {
  const { world } = sandbox;
  const people = [idOf('Mara Quill'), idOf('Jonas Eberlein')];
  const channel = world.addChannel({ name: 'long-talk', members: people }).id;
  const said = Array.from({ length: 90 }, (_, i) =>
    world.post({ channel, user: people[i % 2] ?? '', text: `word ${i}` }),
  );
  const mara = await be('Mara Quill', `/c/${channel}`);
  const middle = mara.locator('.message', { hasText: 'word 45' });
  await middle.scrollIntoViewIfNeeded();
  const composer = mara.getByLabel('Message #long-talk');
  await composer.focus();
  await mara.keyboard.type('half a sent');
  const place = await middle.boundingBox();
  world.post({ channel, user: people[1] ?? '', text: 'the newest' });
  world.edit(channel, said[44]?.ts ?? '', { text: 'word 44, better' });
  world.react(channel, said[46]?.ts ?? '', people[1] ?? '', 'eyes');
  world.delete(channel, said[2]?.ts ?? '');
  await mara.locator('.message', { hasText: 'word 44, better' }).waitFor();
  await mara.locator('.message', { hasText: 'the newest' }).waitFor({ state: 'attached' });
  await mara.keyboard.type('ence');
  expect(await composer.inputValue()).toBe('half a sentence');
  const moved = async () => ((await middle.boundingBox())?.y ?? 0) - (place?.y ?? 0);
  await expect.poll(async () => Math.abs(await moved())).toBeLessThan(2);

  // at the end of the talk, the page follows it
  await mara.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  const channels = await mara.getByRole('navigation', { name: 'Channels' }).boundingBox();
  expect(channels?.y, 'the channels stay in sight').toBeGreaterThanOrEqual(0);
  world.post({ channel, user: people[1] ?? '', text: 'and newer still' });
  const newest = mara.locator('.message', { hasText: 'and newer still' });
  await newest.waitFor();
  await expect
    .poll(async () => {
      const box = await newest.boundingBox();
      const edge = await mara.locator('#say').boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0) <= (edge?.y ?? 0) + 1;
    })
    .toBe(true);

  world.deleteChannel(channel, people[0] ?? '');
  await mara.getByText('There is no such channel here.').waitFor();
  // Chromium itself remarks upon the address that is gone
  expect(new Set(complaints.flat())).toEqual(new Set([expect.stringContaining('404')]));
  complaints = [];
  await mara.context().close();
});

test('[SBX-4] all of it works without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${sandbox.url}/c/${general()}`);
  await page.getByLabel('You are').selectOption({ label: 'Mara Quill' });
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Message #general').fill('said plainly');
  await page.getByRole('button', { name: 'Send' }).click();
  const said = page.locator('.message', { hasText: 'said plainly' });
  await said.hover();
  await said.getByRole('button', { name: 'React with heart' }).click();
  await said.getByRole('button', { name: 'heart, Mara Quill' }).waitFor();
  await said.hover();
  await said.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('The message’s words').fill('said twice');
  await page.getByRole('button', { name: 'Save' }).click();
  const again = page.locator('.message', { hasText: 'said twice (edited)' });
  await again.hover();
  await again.getByRole('button', { name: 'Delete' }).click();
  await again.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(`/c/${general()}`);
  await context.close();
});

test('[SBX-4] on a phone a tap shows what one may do, and nothing is wider than the page', async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  complaints.push(complaintsOf(page));
  const paths = ['', '/settings', '?before=9999999999.000000'].map(
    (end) => `/c/${general()}${end}`,
  );
  for (const path of [...paths, '/channels', '/app']) {
    await page.goto(sandbox.url + path);
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390);
  }
  await page.goto(sandbox.url + paths[0]);
  const last = page.locator('#messages .message').last();
  expect(await last.getByRole('link', { name: 'Reply' }).isVisible()).toBe(false);
  await last.locator('.text').tap();
  await last.getByRole('link', { name: 'Reply' }).tap();
  await page.getByLabel('Reply in this thread').waitFor();
  await context.close();
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
