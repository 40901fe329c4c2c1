import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openSandbox } from '../../open-sandbox.ts';

const home = 'http://127.0.0.1:3142';
const sandbox = openSandbox();
sandbox.settle(home);
const { world, interactivity } = sandbox;

/** An app of a few lines: it notes what it hears, and answers what a test wants. */
let heard: Record<string, unknown>[] = [];
let answer = '';
const app = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const form = new URLSearchParams(body);
    heard.push(JSON.parse(form.get('payload') ?? JSON.stringify(Object.fromEntries(form))));
    response.setHeader('content-type', 'application/json');
    response.end(answer);
  });
});
await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
afterAll(async () => {
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

let mara: string;
let rope: string;
beforeEach(() => {
  sandbox.reset();
  heard = [];
  answer = '';
  const { port } = app.address() as AddressInfo;
  interactivity.configure({ requestUrl: `http://127.0.0.1:${port}/` });
  mara = world.addUser({ name: 'mara', realName: 'Mara Quill' }).id;
  rope = world.addChannel({ name: 'rope', members: [mara, sandbox.app.botUserId] }).id;
});

const plain = (text: string) => ({ type: 'plain_text', text });
const blocks = [
  { type: 'header', text: plain('Somebody waits <b>') },
  { type: 'section', text: { type: 'mrkdwn', text: '*Visitor*: &lt;script&gt;' } },
  { type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a knot' },
  {
    type: 'actions',
    block_id: 'acts',
    elements: [
      { type: 'button', action_id: 'take', value: 'cnv_1', text: plain('Take over') },
      {
        type: 'static_select',
        action_id: 'why',
        placeholder: plain('Why'),
        options: [{ value: 'busy', text: plain('Busy') }],
      },
    ],
  },
];
const modal = {
  type: 'modal' as const,
  callbackId: 'note',
  externalId: '',
  privateMetadata: '',
  clearOnClose: false,
  notifyOnClose: true,
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
};
const card = () =>
  world.post({ channel: rope, user: sandbox.app.botUserId, text: 'card', blocks }).ts;

async function act(deed: string, fields: Record<string, string>) {
  const response = await sandbox.http.request(`${home}/page/act/${deed}`, {
    method: 'POST',
    body: new URLSearchParams({ as: mara, ...fields }),
    headers: {
      origin: home,
      'x-sandbox-script': '1',
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  return { status: response.status, text: await response.text() };
}

/** The page as Mara loads it, or as its script renews it. */
const page = async (path: string, isRenewed = false) =>
  (
    await sandbox.http.request(`${home}${path}`, {
      headers: isRenewed
        ? { 'x-sandbox-person': mara }
        : { cookie: `belay_sandbox_person=${mara}` },
    })
  ).text();

test('[SBX-4] a card is drawn readably, with nothing in it that acts by itself', async () => {
  card();
  const drawn = await page(`/c/${rope}`);
  expect(drawn).toContain('Somebody waits &lt;b&gt;');
  expect(drawn).toContain('&lt;script&gt;');
  expect(drawn).toContain('Picture: a knot');
  expect(drawn).not.toContain('a.example');
  expect(drawn).toMatch(/<button name="press"[^>]*>Take over<\/button>/);
});

test('[SBX-4] a button acts as the person who is chosen, a select with what they chose', async () => {
  const ts = card();
  const press = { channel: rope, ts, press: '["acts","take"]' };
  expect(await act('press', press)).toMatchObject({ status: 200 });
  await act('press', { ...press, press: '["acts","why"]', 'v ["acts","why"]': 'busy' });
  expect(heard).toMatchObject([
    { user: { id: mara }, actions: [{ action_id: 'take', value: 'cnv_1' }] },
    { user: { id: mara }, actions: [{ action_id: 'why', selected_option: { value: 'busy' } }] },
  ]);
});

test('[SBX-4] what an app does not answer is said to the person', async () => {
  interactivity.configure({ requestUrl: undefined });
  const refused = await act('press', { channel: rope, ts: card(), press: '["acts","take"]' });
  expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('no address') });
  expect(await act('press', { channel: rope, ts: card(), press: 'x' })).toMatchObject({
    status: 422,
  });
});

test('[SBX-2] what only one person sees stands until they reload, and for nobody else', async () => {
  const words = 'Take over, or just send?';
  interactivity.ephemerals.add({ channel: rope, user: mara, ts: '1.000001', text: words, blocks });
  const jo = world.addUser({ name: 'jo' }).id;
  world.join(rope, jo);
  const others = await sandbox.http.request(`${home}/c/${rope}`, {
    headers: { 'x-sandbox-person': jo },
  });
  expect(await others.text()).not.toContain('Only visible to you');
  expect(await page(`/c/${rope}`)).toContain('Only visible to you');
  expect(await page(`/c/${rope}`, true)).toContain('Only visible to you');
  await act('press', { channel: rope, ephemeral: '1.000001', press: '["acts","take"]' });
  expect(heard).toMatchObject([{ container: { is_ephemeral: true } }]);
  expect(await page(`/c/${rope}`)).not.toContain('Only visible to you');
});

test('[SBX-4] a window is filled, refused beside its field, sent, and closed', async () => {
  const view = interactivity.views.open(mara, modal);
  expect(await page(`/c/${rope}`)).toContain('role="dialog"');
  const fields = { view: view.id, 'v ["words","text"]': 'knot "1"' };
  answer = JSON.stringify({ response_action: 'errors', errors: { words: 'Too <short>' } });
  expect(await act('submit-view', fields)).toMatchObject({ status: 200 });
  const again = await page('/channels');
  expect(again).toContain('Too &lt;short&gt;');
  expect(again).toContain('value="knot &quot;1&quot;"');
  answer = '';
  await act('submit-view', fields);
  expect(await page('/channels')).not.toContain('role="dialog"');
  interactivity.views.open(mara, modal);
  await act('close-view', {});
  expect(heard.at(-1)).toMatchObject({ type: 'view_closed' });
});

test('[SBX-4] a slash command is typed where one speaks', async () => {
  answer = JSON.stringify({ text: 'two wait' });
  await act('post', { channel: rope, text: '/belay status' });
  expect(heard).toMatchObject([{ command: '/belay', text: 'status', user_id: mara }]);
  expect(await page(`/c/${rope}`, true)).toContain('two wait');
  expect(sandbox.truth.now().channels[0]?.messages).toEqual([]);
  const unknown = await act('post', { channel: rope, text: '/shrug' });
  expect(unknown).toMatchObject({ status: 422, text: expect.stringContaining('/shrug') });
});

test('[SBX-4] the app’s home shows what was published for that person, and says that it was opened', async () => {
  const told: string[] = [];
  const stop = sandbox.events.listen(({ event }) => told.push(event.type));
  expect(await page('/home')).toContain('published nothing');
  interactivity.views.publish(mara, { ...modal, type: 'home', blocks });
  expect(await page('/home', true)).toContain('Take over');
  stop();
  expect(told.filter((type) => type === 'app_home_opened')).toHaveLength(1);
});

test('[SBX-4] where only admins post, others are told so', async () => {
  await act('restrict', { channel: rope });
  const refused = await act('post', { channel: rope, text: 'x' });
  expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('Only admins') });
});
