import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  App,
  ExpressReceiver,
  LogLevel,
  type ViewResponseAction,
  type ViewSubmitAction,
} from '@slack/bolt';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

// Bolt has a clock of its own, and refuses what it finds old
const clock = new VirtualClock(Date.now());
const { sandbox, world, client, room } = await sandboxFixture({}, clock);
const { interactivity } = sandbox;
const bot = client();

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

type Json = Record<string, unknown>;
/** what Bolt heard, and what it does then */
let heard: Json[] = [];
let onClick: (body: Json, client: typeof app.client) => Promise<unknown> = async () => undefined;
let onSubmit: () => ViewResponseAction | undefined = () => undefined;

app.action(/.*/, async ({ ack, body, client: own }) => {
  heard.push({ ...body });
  await ack();
  await onClick({ ...body }, own);
});
app.view<ViewSubmitAction>(/.*/, async ({ ack, body }) => {
  heard.push({ ...body });
  await ack(onSubmit());
});
app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack, body }) => {
  heard.push({ ...body });
  await ack();
});
app.command('/belay', async ({ ack, body }) => {
  heard.push({ ...body });
  await ack(body.text === 'quiet' ? undefined : `you said ${body.text}`);
});

app.shortcut(/.*/, async ({ ack, body }) => {
  heard.push({ ...body });
  await ack();
});

let silent = false;
const server = createServer((request, response) => {
  if (!silent) receiver.app(request, response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

beforeEach(() => {
  heard = [];
  silent = false;
  onClick = async () => undefined;
  onSubmit = () => undefined;
  interactivity.configure({ requestUrl: `http://127.0.0.1:${port}/slack` });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const button = {
  type: 'button' as const,
  action_id: 'take',
  value: 'cnv_1',
  text: { type: 'plain_text' as const, text: 'Take over' },
};
const select = {
  type: 'static_select' as const,
  action_id: 'why',
  options: ['busy', 'away'].map((value) => ({
    value,
    text: { type: 'plain_text' as const, text: value },
  })),
};
const blocks = [{ type: 'actions' as const, block_id: 'acts', elements: [button, select] }];

async function card() {
  const { mara, channel } = room();
  const { ts = '' } = await bot.chat.postMessage({ channel: channel.id, text: 'card', blocks });
  return { mara, channel, ts, place: { channel: channel.id, ts } };
}

const modal = (more: Json = {}) => ({
  type: 'modal' as const,
  callback_id: 'note',
  title: { type: 'plain_text' as const, text: 'A note' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'words',
      label: { type: 'plain_text' as const, text: 'Words' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
  ...more,
});

/** Sends to the response_url of what was heard first. */
async function answer(body: Json) {
  const response = await fetch(String(heard[0]?.response_url), {
    method: 'POST',
    body: JSON.stringify(body),
  });
  // every answer at these addresses is an object
  return { status: response.status, body: (await response.json()) as Json };
}

const texts = () => sandbox.truth.now().channels[0]?.messages.map(({ text }) => text);

test('[SBX-1] a stock Bolt app hears a button with its message, value and who pressed it', async () => {
  const { mara, channel, ts, place } = await card();
  expect(await interactivity.click(mara.id, place, { actionId: 'take' })).toEqual({ ok: true });
  expect(heard).toMatchObject([
    {
      type: 'block_actions',
      user: { id: mara.id, team_id: world.team.current.id },
      api_app_id: sandbox.app.id,
      container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: false },
      channel: { id: channel.id, name: 'rope' },
      message: { ts, text: 'card', bot_id: sandbox.app.botId },
      actions: [{ type: 'button', action_id: 'take', block_id: 'acts', value: 'cnv_1' }],
    },
  ]);
});

test('[SBX-1] a select says what was chosen, in the action and in the state', async () => {
  const { mara, place } = await card();
  await interactivity.click(mara.id, place, { actionId: 'why', value: 'away' });
  const selected_option = { value: 'away', text: { type: 'plain_text', text: 'away' } };
  expect(heard).toMatchObject([
    {
      actions: [{ action_id: 'why', selected_option }],
      state: { values: { acts: { why: { type: 'static_select', selected_option } } } },
    },
  ]);
});

test('[SBX-1] an app that keeps silent for 3 s fails the click, and the person is told', async () => {
  const { mara, place } = await card();
  silent = true;
  const click = interactivity.click(mara.id, place, { actionId: 'take' });
  await clock.advance(3_000);
  expect(await click).toEqual({ ok: false, sentence: expect.stringContaining('3 seconds') });
  interactivity.configure({ requestUrl: undefined });
  const unheard = await interactivity.click(mara.id, place, { actionId: 'take' });
  expect(unheard).toMatchObject({ ok: false, sentence: expect.stringContaining('no address') });
});

test('[SBX-1] a response_url is good for 5 answers in 30 minutes', async () => {
  const { mara, place } = await card();
  await interactivity.click(mara.id, place, { actionId: 'take' });
  for (let i = 0; i < 5; i++)
    expect(await answer({ text: `a${i}` })).toMatchObject({ status: 200, body: { ok: true } });
  expect(await answer({ text: 'sixth' })).toEqual({
    status: 404,
    body: { ok: false, error: 'used_url' },
  });
  expect(sandbox.ephemerals.map(({ text }) => text)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  heard = [];
  await interactivity.click(mara.id, place, { actionId: 'take' });
  await clock.advance(30 * 60_000 + 1);
  expect((await answer({ text: 'late' })).body).toEqual({ ok: false, error: 'expired_url' });
});

test('[SBX-1] a response_url replaces, adds to and deletes what was clicked', async () => {
  const { mara, place } = await card();
  await interactivity.click(mara.id, place, { actionId: 'take' });
  await answer({ replace_original: true, text: 'Mara has it', blocks: [] });
  expect(texts()).toEqual(['Mara has it']);
  await answer({ response_type: 'in_channel', text: 'to all' });
  expect(texts()?.sort()).toEqual(['Mara has it', 'to all']);
  expect((await answer({ text: 'x', blocks: [{ type: 'no such' }] })).status).toBe(400);
  await answer({ delete_original: true });
  expect(texts()).toEqual(['to all']);
});

test('[SBX-1] a button that only one person sees is clicked, replaced and taken away', async () => {
  const { mara, channel } = room();
  const { message_ts = '' } = await bot.chat.postEphemeral({
    channel: channel.id,
    user: mara.id,
    text: 'Take over, or just send?',
    blocks,
  });
  const place = { channel: channel.id, ephemeral: message_ts };
  const jo = world.addUser({ name: 'jo' });
  expect(await interactivity.click(jo.id, place, { actionId: 'take' })).toMatchObject({
    ok: false,
  });
  await interactivity.click(mara.id, place, { actionId: 'take' });
  expect(heard).toMatchObject([{ container: { is_ephemeral: true, message_ts } }]);
  expect(heard[0]).not.toHaveProperty('message');
  await answer({ replace_original: true, text: 'Sent' });
  expect(sandbox.ephemerals).toMatchObject([{ ts: message_ts, text: 'Sent' }]);
  await answer({ delete_original: true });
  expect(sandbox.ephemerals).toEqual([]);
});

test('[SBX-1] a trigger opens one view, within 3 s', async () => {
  const { mara, place } = await card();
  await interactivity.click(mara.id, place, { actionId: 'take' });
  const trigger_id = String(heard[0]?.trigger_id);
  const opened = await bot.views.open({ trigger_id, view: modal() });
  expect(opened.view).toMatchObject({ type: 'modal', callback_id: 'note', app_id: sandbox.app.id });
  const again = bot.views.open({ trigger_id, view: modal() });
  await expect(again).rejects.toThrow('exchanged_trigger_id');
  heard = [];
  await interactivity.click(mara.id, place, { actionId: 'take' });
  await clock.advance(3_001);
  const late = bot.views.open({ trigger_id: String(heard[0]?.trigger_id), view: modal() });
  await expect(late).rejects.toThrow('expired_trigger_id');
  const none = bot.views.open({ trigger_id: '1.2.3', view: modal() });
  await expect(none).rejects.toThrow('invalid_trigger_id');
});

/** A modal of Mara's, opened by the app when she presses the button. */
async function opened(more: Json = {}) {
  const { mara, place } = await card();
  onClick = (body, own) =>
    own.views.open({ trigger_id: String(body.trigger_id), view: modal(more) });
  await interactivity.click(mara.id, place, { actionId: 'take' });
  await expect.poll(() => interactivity.views.top(mara.id)).toBeDefined();
  heard = [];
  return { mara, view: () => interactivity.views.top(mara.id) };
}

test('[SBX-1] a submission brings what was typed; errors keep the view, an empty answer closes it', async () => {
  const { mara, view } = await opened({ private_metadata: 'cnv_1' });
  expect(await interactivity.submit(mara.id)).toMatchObject({ ok: false });
  expect(heard).toEqual([]);
  onSubmit = () => ({ response_action: 'errors', errors: { words: 'Too short' } });
  await interactivity.submit(mara.id, { words: { text: 'hm' } });
  expect(heard).toMatchObject([
    {
      type: 'view_submission',
      user: { id: mara.id },
      view: {
        private_metadata: 'cnv_1',
        state: { values: { words: { text: { type: 'plain_text_input', value: 'hm' } } } },
      },
    },
  ]);
  expect(view()?.errors).toEqual({ words: 'Too short' });
  onSubmit = () => undefined;
  expect(await interactivity.submit(mara.id)).toEqual({ ok: true });
  expect(view()).toBeUndefined();
});

test('[SBX-1] an answer to a submission updates, pushes up to three, or clears', async () => {
  const { mara, view } = await opened();
  const typed = { words: { text: 'hm' } };
  const title = (text: string) => ({ title: { type: 'plain_text' as const, text } });
  onSubmit = () => ({ response_action: 'update', view: modal(title('Two')) });
  await interactivity.submit(mara.id, typed);
  expect(view()?.title).toMatchObject({ text: 'Two' });
  onSubmit = () => ({ response_action: 'push', view: modal(title('Three')) });
  await interactivity.submit(mara.id, typed);
  await interactivity.submit(mara.id, typed);
  expect(interactivity.views.stack(mara.id)).toHaveLength(3);
  expect(await interactivity.submit(mara.id, typed)).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('push_limit_reached'),
  });
  onSubmit = () => ({ response_action: 'clear' });
  await interactivity.submit(mara.id, typed);
  expect(interactivity.views.stack(mara.id)).toEqual([]);
});

test('[SBX-1] closing is told to apps that asked for it', async () => {
  const { mara, view } = await opened({ notify_on_close: true });
  await interactivity.close(mara.id);
  expect(view()).toBeUndefined();
  expect(heard).toMatchObject([{ type: 'view_closed', is_cleared: false, user: { id: mara.id } }]);
});

test('[SBX-1] views.update knows its view by id or external id, and refuses a stale hash', async () => {
  const { view } = await opened({ external_id: 'ours' });
  const { id = '', hash = '' } = view() ?? {};
  const update = (more: Json) =>
    bot.apiCall('views.update', { view: modal({ external_id: 'ours' }), ...more });
  await update({ external_id: 'ours' });
  await expect(update({ view_id: id, hash })).rejects.toThrow('hash_conflict');
  await update({ view_id: id, hash: view()?.hash });
  await expect(update({ view_id: 'V0' })).rejects.toThrow('not_found');
});

test.each([
  [{ title: { type: 'plain_text', text: 'x'.repeat(25) } }, '/view/title'],
  [{ private_metadata: 'x'.repeat(3001) }, '/view/private_metadata'],
  [{ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }, '/view/blocks'],
  [{ submit: undefined }, 'submit'],
])('[SBX-1] a view beyond the limits is refused where it is wrong: %#', async (more, where) => {
  const { mara, place } = await card();
  await interactivity.click(mara.id, place, { actionId: 'take' });
  const trigger_id = String(heard[0]?.trigger_id);
  const refusal = await bot
    .apiCall('views.open', { trigger_id, view: modal(more) })
    .catch((error: { data: Json }) => error.data);
  expect(refusal).toMatchObject({ error: 'invalid_arguments' });
  expect(JSON.stringify(refusal)).toContain(where);
});

test('[SBX-1] a slash command is answered in words, in silence, or fails after 3 s', async () => {
  const { mara, channel } = room();
  await interactivity.command(mara.id, channel.id, '/belay status  now');
  expect(heard).toMatchObject([
    { command: '/belay', text: 'status now', user_id: mara.id, channel_name: 'rope' },
  ]);
  expect(sandbox.ephemerals).toMatchObject([{ user: mara.id, text: 'you said status now' }]);
  expect(await interactivity.command(mara.id, channel.id, '/belay quiet')).toEqual({ ok: true });
  expect(sandbox.ephemerals).toHaveLength(1);
  silent = true;
  const late = interactivity.command(mara.id, channel.id, '/belay');
  await clock.advance(3_000);
  expect(await late).toMatchObject({ sentence: expect.stringContaining('operation_timeout') });
});

test('[SBX-1] the home is published per person, and opening it is told', async () => {
  const { mara } = room();
  const told: Json[] = [];
  const stop = sandbox.events.listen(({ event }) => told.push(event));
  const home = { type: 'home' as const, blocks };
  await bot.views.publish({ user_id: mara.id, view: home });
  interactivity.openHome(mara.id);
  stop();
  expect(told).toContainEqual(
    expect.objectContaining({
      type: 'app_home_opened',
      tab: 'home',
      user: mara.id,
      view: expect.objectContaining({ type: 'home' }),
    }),
  );
  const view = interactivity.views.home(mara.id)?.id ?? '';
  await interactivity.click(mara.id, { view }, { actionId: 'take' });
  expect(heard).toMatchObject([{ container: { type: 'view', view_id: view }, view: { id: view } }]);
  interactivity.configure({ hasHome: false });
  const off = bot.views.publish({ user_id: mara.id, view: home });
  await expect(off).rejects.toThrow('not_enabled');
});

test('[SBX-1] shortcuts are told, those of a message with it', async () => {
  const { mara, place, ts } = await card();
  expect(await interactivity.shortcut(mara.id, 'queue')).toEqual({ ok: true });
  expect(await interactivity.shortcut(mara.id, 'send_this', place)).toEqual({ ok: true });
  expect(heard).toMatchObject([
    { type: 'shortcut', callback_id: 'queue', user: { id: mara.id } },
    { type: 'message_action', callback_id: 'send_this', message_ts: ts, message: { text: 'card' } },
  ]);
});

test('[SBX-1] an app that refuses fails the click, and a person outside a private channel presses nothing', async () => {
  const { mara, place, channel } = await card();
  const wrong = interactivity.settings.requestUrl?.replace('/slack', '/nowhere');
  interactivity.configure({ requestUrl: wrong });
  expect(await interactivity.click(mara.id, place, { actionId: 'take' })).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('refused'),
  });
  expect(await interactivity.command(mara.id, channel.id, '/belay')).toMatchObject({
    sentence: expect.stringContaining('dispatch_failed'),
  });
  world.convert(channel.id, 'private', mara.id);
  const jo = world.addUser({ name: 'jo' });
  expect(await interactivity.click(jo.id, place, { actionId: 'take' })).toMatchObject({
    sentence: expect.stringContaining('not there'),
  });
});
