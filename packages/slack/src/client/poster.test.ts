import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { appHome } from '../cards/app-home.ts';
import { assignModal } from '../cards/modals.ts';
import { eventPost, rootCard } from '../cards/root-card.ts';
import { sampleCard } from '../cards/testing/sample-card.ts';
import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';
import { answeringServer } from '../testing/answering-server.ts';
import { postAnswer } from './post-answer.ts';
import { postFailure } from './post-outcome.ts';
import { SlackPoster } from './poster.ts';
import { Scheduler } from './scheduler.ts';

const virtual = new VirtualClock(Date.UTC(2026, 10, 2, 9));
const sandbox = await startSandbox({ clock: virtual, limits: 'tiers' });
const clock: Clock = { now: () => virtual.now(), sleep: (ms) => virtual.advance(ms) };
const card = rootCard(sampleCard());

afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

function poster(token = sandbox.botToken, apiUrl = sandbox.apiUrl) {
  const scheduler = new Scheduler({ clock, random: () => 0 });
  return new SlackPoster({ token, apiUrl, clock, scheduler });
}

function room() {
  const mara = sandbox.world.addUser({ name: 'mara', email: 'mara@ropes.example' });
  const members = [mara.id, sandbox.app.botUserId];
  const channel = sandbox.world.addChannel({ name: 'support', members });
  return { mara, channel: channel.id };
}

/** Of a call that has to succeed. */
async function done<T>(outcome: Promise<{ kind: string; value?: T }>): Promise<T> {
  const settled = await outcome;
  expect(settled).toMatchObject({ kind: 'done' });
  // `done` always carries its value
  return settled.value as T;
}

test('[SBX-1] a card is posted, answered in its thread, redrawn, marked and deleted', async () => {
  const { mara, channel } = room();
  const slack = poster();
  const root = await done(slack.post({ channel }, card));
  const reply = await done(
    slack.post({ channel, threadTs: root.ts, broadcast: true }, eventPost(sampleCard(), 'p1')),
  );
  expect(reply).toMatchObject({ channel, threadTs: root.ts });
  expect(root.threadTs).toBeUndefined();
  const closed = sampleCard({ state: { kind: 'closed', at: 0, by: null } });
  await done(slack.update(root, rootCard(closed)));
  for (let i = 0; i < 2; i += 1) await done(slack.addReaction(reply, 'envelope'));
  for (let i = 0; i < 2; i += 1) await done(slack.removeReaction(reply, 'envelope'));
  await done(slack.postEphemeral({ channel, user: mara.id, threadTs: root.ts }, card));
  for (let i = 0; i < 2; i += 1) await done(slack.delete(reply));
  expect(await slack.update(reply, card)).toMatchObject({ kind: 'gone', reason: 'message' });
});

test('[SBX-1] what Slack refuses comes as a closed set, each with what to do', async () => {
  const { channel } = room();
  const lost = { channel: 'C0NOWHERE' };
  expect(await poster().post(lost, card)).toMatchObject({ kind: 'gone', reason: 'channel' });
  const reader = poster(sandbox.token({ scopes: ['channels:read'] }));
  expect(await reader.post({ channel }, card)).toMatchObject({
    kind: 'refused',
    reason: 'missing_scope',
    needed: 'chat:write',
    remedy: expect.stringContaining('chat:write'),
  });
  expect(await poster('xoxb-unknown').post({ channel }, card)).toMatchObject({
    kind: 'refused',
    reason: 'not_authorised',
  });
  const refuse = async (error: string) => {
    sandbox.faults.add({ method: 'chat.postMessage', kind: 'error', error, times: 1 });
    return poster().post({ channel }, card);
  };
  expect(await refuse('is_archived')).toMatchObject({ kind: 'gone', reason: 'archived' });
  expect(await refuse('not_in_channel')).toMatchObject({ kind: 'gone', reason: 'not_in_channel' });
  expect(await refuse('account_inactive')).toMatchObject({ reason: 'revoked' });
  expect(await refuse('token_expired')).toMatchObject({ reason: 'token_expired' });
  expect(await refuse('restricted_action_read_only_channel')).toMatchObject({
    reason: 'restricted',
  });
  expect(await refuse('fatal_error')).toEqual({ kind: 'unknown-outcome', code: 'fatal_error' });
  expect(await refuse('of_tomorrow')).toMatchObject({ kind: 'refused', reason: 'malformed' });
});

test('[SBX-1] after an unknown outcome a message is found by its key and author', async () => {
  const { mara, channel } = room();
  const slack = poster();
  const { botId } = sandbox.app;
  const since = virtual.now() - 1_000;
  const look = (key: string, threadTs?: string) =>
    slack.find({ channel, since, key, botId, ...(threadTs ? { threadTs } : {}) });
  const root = await done(slack.post({ channel }, card));
  const reply = await done(
    slack.post({ channel, threadTs: root.ts }, eventPost(sampleCard(), 'p1')),
  );
  for (let i = 0; i < 250; i += 1) sandbox.world.post({ channel, user: mara.id, text: `${i}` });
  expect(await done(look('k_7Hq2'))).toMatchObject({ channel, ts: root.ts });
  expect(await done(look('p1', root.ts))).toEqual(reply);
  expect(await done(look('p1'))).toBeNull();
  expect(await done(look('k_none'))).toBeNull();
  const metadata = { event_type: 'belay_card', event_payload: { key: 'k_forged' } };
  sandbox.world.post({ channel, user: mara.id, text: 'ours, really', metadata });
  expect(await done(look('k_forged'))).toBeNull();
  expect(await slack.find({ channel: 'C0NOWHERE', since, key: 'k', botId })).toMatchObject({
    kind: 'gone',
  });
});

test('[SBX-1] nothing is repeated: a limit and an error of the server cost one request', async () => {
  let refusals = 0;
  await using server = await answeringServer((_, response) => {
    refusals += 1;
    response.statusCode = refusals === 1 ? 429 : 502;
    if (refusals === 1) response.setHeader('retry-after', '7');
    response.end();
  });
  const slack = poster('xoxb-any', server.apiUrl);
  const limited = await slack.post({ channel: 'C1' }, card);
  expect(limited).toEqual({ kind: 'retry-later', ms: 7_000, code: 'ratelimited' });
  // while Slack's pause lasts nothing leaves
  expect(await slack.post({ channel: 'C2' }, card)).toMatchObject({ code: 'our_own_limit' });
  expect(server.asked).toHaveLength(1);
  // other methods are not meant
  const update = await slack.update({ channel: 'C1', ts: '1710502200.000100' }, card);
  expect(update).toEqual({ kind: 'unknown-outcome', code: 'http_502' });
  expect(server.asked).toHaveLength(2);
});

test('[SBX-1] what never left is tried again; an answer that says nothing is not success', async () => {
  const dead = await answeringServer(() => ({ ok: true }));
  const unsaid = await poster('xoxb-any', dead.apiUrl).post({ channel: 'C1' }, card);
  expect(unsaid).toEqual({ kind: 'unknown-outcome', code: 'invalid_answer' });
  await dead[Symbol.asyncDispose]();
  const unsent = await poster('xoxb-any', dead.apiUrl).post({ channel: 'C1' }, card);
  expect(unsent).toMatchObject({ kind: 'retry-later', code: 'network_error' });
});

test('[SBX-1] views are opened, changed and published', async () => {
  await using server = await answeringServer(({ args }) =>
    args.trigger_id === 'late'
      ? { ok: false, error: 'expired_trigger_id' }
      : { ok: true, view: { id: 'V1', hash: 'h1' } },
  );
  const slack = poster('xoxb-any', server.apiUrl);
  const made = { conversation: 'cnv_1', epoch: 1, claim: null, line: null };
  const modal = assignModal({ language: 'en', made, people: [{ id: 'p1', name: 'Ann' }] });
  expect(await done(slack.openView('t1', modal))).toEqual({ id: 'V1', hash: 'h1' });
  expect(await slack.openView('late', modal)).toMatchObject({ kind: 'gone', reason: 'view' });
  await done(slack.updateView({ id: 'V1', hash: 'h1' }, modal));
  const home = appHome({ language: 'en', isLinked: false, linkUrl: null });
  await done(slack.publishHome('U1', home));
  expect(JSON.parse(server.asked[0]?.args.view ?? '')).toEqual(modal);
  expect(server.asked.map(({ method }) => method)).toEqual([
    'views.open',
    'views.open',
    'views.update',
    'views.publish',
  ]);
});

test('[SEC-3] an answer goes to the address of the click, and nowhere else', async () => {
  let status = 200;
  await using server = await answeringServer((_, response) => {
    response.statusCode = status;
    if (status === 302) response.setHeader('location', 'http://127.0.0.1:9/');
    response.end('ok');
  });
  const options = { fetch: globalThis.fetch, timeoutMs: 60_000, apiUrl: server.apiUrl };
  const answer = () => postAnswer(`${server.url}/x`, { kind: 'replace', message: card }, options);
  expect((await answer()).kind).toBe('done');
  status = 404;
  expect(await answer()).toMatchObject({ kind: 'gone', reason: 'answer' });
  status = 302;
  expect((await answer()).kind).toBe('unknown-outcome');
  const elsewhere = { ...options, apiUrl: 'http://127.0.0.1:1/api/' };
  const foreign = await postAnswer(`${server.url}/x`, { kind: 'delete' }, elsewhere);
  expect(foreign).toMatchObject({ kind: 'gone', code: 'foreign_address' });
  expect(server.asked).toHaveLength(3);
});

test('[SBX-1] an abort is no outcome', () => {
  const stopped = new Error('stopped');
  expect(() => postFailure(stopped)).toThrow(stopped);
  expect(postFailure(new SlackError('constructor', ''))).toMatchObject({ reason: 'malformed' });
});
