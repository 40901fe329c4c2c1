import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { secretName } from '../../../connectors/installation/installation-secrets.ts';
import { eventually } from '../../../testing/eventually.ts';
import { channelBack } from './channel-back.ts';
import { connectionBack } from './connection-back.ts';
import type { Outbox } from './start-outbox.ts';
import { drawText, type OutboxStage, outboxStage } from './testing/outbox-stage.ts';

let stage: OutboxStage;
let outbox: Outbox | undefined;
beforeAll(async () => {
  stage = await outboxStage();
});
afterEach(async () => {
  await outbox?.stop();
  outbox = undefined;
  stage.sandbox.faults.clear();
});
afterAll(() => stage.close());

const method = 'chat.postMessage';
const calls = () => stage.sandbox.calls.of(method).calls;

/** How the channel is remembered. */
async function channelRow(channel: string) {
  const { rows } = await stage.pool.query('select * from slack_channel where channel = $1', [
    channel,
  ]);
  return rows[0];
}

test('[NTF-4] a public channel that the bot is not in is joined, and the post is not lost', async () => {
  const channel = stage.channel('open', { hasBot: false });
  stage.sandbox.faults.add({ kind: 'error', method, error: 'not_in_channel', times: 1 });
  const id = await stage.say(channel, 'hello');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', attempts: 2 });
  expect(stage.sandbox.calls.of('conversations.join').calls).toBe(1);
  expect(stage.texts(channel)).toEqual(['hello v1']);
});

test('[NTF-4] where it can’t join, all of the channel parks with its reason; back in it, all follow in order', async () => {
  const channel = stage.channel('shut');
  const other = stage.channel('beside');
  stage.sandbox.faults.add({ kind: 'error', method, channel, error: 'not_in_channel' });
  stage.sandbox.faults.add({
    kind: 'error',
    method: 'conversations.join',
    channel,
    error: 'method_not_supported_for_channel_type',
  });
  const first = await stage.say(channel, 'one');
  const second = await stage.say(channel, 'two');
  outbox = await stage.start();
  const parked = { state: 'parked', trouble: 'not_in_channel', slack_error: 'not_in_channel' };
  await eventually(() => stage.row(second)).toMatchObject(parked);
  expect(await stage.row(first)).toMatchObject(parked);
  expect(await channelRow(channel)).toMatchObject({ trouble: 'not_in_channel', is_member: false });
  // Slack isn't asked for each of them, and other channels go on
  const before = calls();
  const third = await stage.say(channel, 'three');
  await eventually(() => stage.row(third)).toMatchObject(parked);
  expect(calls()).toBe(before + 1);
  const fourth = await stage.say(channel, 'four');
  await eventually(() => stage.row(fourth)).toMatchObject(parked);
  expect(calls()).toBe(before + 1);
  const id = await stage.say(other, 'fine');
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });

  stage.sandbox.faults.clear();
  const back = { ...stage.place, channel };
  expect(await channelBack(stage.pool, back)).toEqual({ released: 4 });
  expect(await channelBack(stage.pool, back)).toEqual({ released: 0 });
  await eventually(() => stage.texts(channel).length).toBe(5);
  expect(stage.texts(channel).slice(0, 4)).toEqual(['one v1', 'two v1', 'three v1', 'four v1']);
  const { rows } = await stage.pool.query("select data from slack_post where kind = 'summary'");
  expect(rows).toEqual([{ data: { posted: 4, dropped: 0 } }]);
  expect(await channelRow(channel)).toMatchObject({ trouble: null, since: null });
});

test('[NTF-5] a channel whose trouble ended unheard is found out by a test, and by a post now and then', async () => {
  const channel = stage.channel('read-only');
  const gone = stage.sandbox.faults.add({ kind: 'error', method, channel, error: 'is_archived' });
  const id = await stage.say(channel, 'news');
  outbox = await stage.start({ timing: { probeMs: 300 } });
  await eventually(() => stage.row(id)).toMatchObject({ state: 'parked', trouble: 'archived' });
  gone();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', trouble: null });
  const again = stage.sandbox.faults.add({ kind: 'error', method, channel, error: 'is_archived' });
  const next = await stage.say(channel, 'more');
  await eventually(() => stage.row(next)).toMatchObject({ state: 'parked' });
  again();
  await outbox.stop();
  outbox = await stage.start();
  await stage.say(channel, 'test', { kind: 'test' });
  await eventually(() => stage.row(next)).toMatchObject({ state: 'posted' });
});

test('[NTF-4] a refusal of the whole app parks all that waits; the first success releases it', async () => {
  const one = stage.channel('one');
  const two = stage.channel('two');
  const fault = { kind: 'error', method, error: 'missing_scope', needed: 'chat:write' } as const;
  const granted = stage.sandbox.faults.add(fault);
  const ids = [await stage.say(one, 'a'), await stage.say(one, 'b'), await stage.say(two, 'c')];
  outbox = await stage.start();
  const parked = { state: 'parked', trouble: 'missing_scope' };
  for (const id of ids) await eventually(() => stage.row(id)).toMatchObject(parked);
  granted();
  const id = await stage.say(two, 'd');
  for (const any of [...ids, id])
    await eventually(() => stage.row(any)).toMatchObject({ state: 'posted', trouble: null });
  expect(stage.texts(one)).toEqual(['a v1', 'b v1']);
});

test('[INS-3] a token that is replaced between two posts, or while one is on its way, loses nothing', async () => {
  const channel = stage.channel('tokens');
  const first = await stage.say(channel, 'before');
  outbox = await stage.start();
  await eventually(() => stage.row(first)).toMatchObject({ state: 'posted' });
  const fresh = stage.sandbox.rotateToken();
  // Slack knows the new one already; the old one answers token_revoked
  const id = await stage.say(channel, 'between');
  await eventually(() => stage.row(id)).toMatchObject({ slack_error: 'token_revoked' });
  await storeToken(fresh);
  await connectionBack(stage.pool, stage.place);
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
  expect(stage.texts(channel)).toEqual(['before v1', 'between v1']);
});

test('[INS-4] revoked for good, everything parks as revoked and a new token releases it', async () => {
  const channel = stage.channel('revoked');
  await stage.pool.query(
    "update slack_installation set token = null, state = 'revoked' where id = $1",
    [stage.installation],
  );
  const id = await stage.say(channel, 'late');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'parked', trouble: 'revoked' });
  await storeToken(stage.sandbox.botToken);
  expect(await connectionBack(stage.pool, stage.place)).toEqual({ released: 1 });
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
});

test('[NTF-4] a post whose token can’t be read for a moment is sent a moment later', async () => {
  const channel = stage.channel('unread');
  const id = await stage.say(channel, 'patience');
  const ctx = stage.context();
  let failures = 2;
  outbox = await stage.start({
    ctx: {
      ...ctx,
      slackApiUrl(token) {
        failures -= 1;
        if (failures >= 0) throw new Error('the database is away');
        return ctx.slackApiUrl(token);
      },
    },
  });
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', trouble: null });
  expect(failures).toBeLessThan(0);
  expect(stage.texts(channel)).toEqual(['patience v1']);
});

test('[INS-4] connected anew while a post without a token is being parked, it is sent all the same', async () => {
  const channel = stage.channel('crossing');
  await stage.pool.query('update slack_installation set token = null where id = $1', [
    stage.installation,
  ]);
  const id = await stage.say(channel, 'crossed');
  let isStored = false;
  outbox = await stage.start({
    // drawn after who speaks was asked for
    async draw(...what) {
      if (!isStored) {
        isStored = true;
        await storeToken(stage.sandbox.botToken);
        expect(await connectionBack(stage.pool, stage.place)).toEqual({ released: 0 });
      }
      return drawText(...what);
    },
  });
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', trouble: null });
});

test('[INS-4] an agent that is bound again while its post is being parked is heard all the same', async () => {
  const channel = stage.channel('rebound');
  await stage.pool.query('update slack_binding set installation = null where agent = $1', [
    stage.agent,
  ]);
  const binding = await stage.pool.connect();
  try {
    await binding.query('begin');
    await binding.query('update slack_binding set installation = $2 where agent = $1', [
      stage.agent,
      stage.installation,
    ]);
    const id = await stage.say(channel, 'still here');
    outbox = await stage.start();
    await eventually(() => stage.row(id)).toMatchObject({ state: 'sending' });
    expect(await connectionBack(binding, stage.place)).toEqual({ released: 0 });
    await binding.query('commit');
    await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', trouble: null });
  } finally {
    binding.release();
  }
});

test('[INS-4] an agent that was disconnected while its event committed says nothing there', async () => {
  const channel = stage.channel('unbound');
  await stage.pool.query('update slack_binding set installation = null where agent = $1', [
    stage.agent,
  ]);
  const id = await stage.say(channel, 'too late');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({
    state: 'parked',
    trouble: 'not_connected',
  });
  await stage.pool.query('update slack_binding set installation = $2 where agent = $1', [
    stage.agent,
    stage.installation,
  ]);
  expect(stage.texts(channel)).toEqual([]);
});

test('[NTF-4] what Slack refuses for itself parks alone; a root that can’t be posted keeps its own thread waiting, nobody else', async () => {
  const channel = stage.channel('unfit');
  const card = await stage.card(channel);
  const fine = await stage.card(channel);
  stage.sandbox.faults.add({ kind: 'error', method, channel, error: 'invalid_blocks', times: 1 });
  const root = await stage.say(channel, 'root', { kind: 'card', card });
  const line = await stage.say(channel, 'line', { card });
  const other = await stage.say(channel, 'other', { kind: 'card', card: fine });
  const below = await stage.say(channel, 'below', { card: fine });
  outbox = await stage.start();
  await eventually(() => stage.row(root)).toMatchObject({
    state: 'parked',
    trouble: 'unfit',
    slack_error: 'invalid_blocks',
  });
  await eventually(() => stage.row(below)).toMatchObject({ state: 'posted' });
  expect(await stage.row(other)).toMatchObject({ state: 'posted' });
  expect(await stage.row(line)).toMatchObject({ state: 'waiting' });
  // replayed, the root goes first
  await stage.pool.query("update slack_post set state = 'waiting' where id = $1", [root]);
  await eventually(() => stage.row(line)).toMatchObject({ state: 'posted' });
});

test('[NTF-4] what asks for patience is tried again', async () => {
  const channel = stage.channel('patience');
  const error = 'service_unavailable';
  stage.sandbox.faults.add({ kind: 'error', method, channel, error, times: 2 });
  stage.sandbox.faults.add({ kind: 'rate_limit', method, retryAfterS: 1, times: 1 });
  const id = await stage.say(channel, 'patient');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', attempts: 4 });
  expect(stage.texts(channel)).toEqual(['patient v1']);
});

test('[NTF-4] Slack is away, then back: little is asked meanwhile, and all is posted once', async () => {
  const channels = ['a', 'b', 'c'].map((name) => stage.channel(`away-${name}`));
  const down = stage.sandbox.faults.add({ kind: 'http', status: 503 });
  const asked = stage.sandbox.calls.total.calls;
  for (let n = 0; n < 8; n += 1) for (const channel of channels) await stage.say(channel, `${n}`);
  outbox = await stage.start();
  // long enough for its longest pause, twice
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(stage.sandbox.calls.total.calls - asked).toBeLessThan(60);
  down();
  const posted = async () => {
    const { rows } = await stage.pool.query<{ n: number }>(
      "select count(*) as n from slack_post where state = 'posted' and channel = any($1)",
      [channels],
    );
    return rows[0]?.n;
  };
  await eventually(posted).toBe(24);
  const all = Array.from({ length: 8 }, (_, n) => `${n} v1`);
  for (const channel of channels) expect(stage.texts(channel).toSorted()).toEqual(all);
});

async function storeToken(token: string): Promise<void> {
  await stage.pool.query(
    "update slack_installation set token = $2, state = 'active' where id = $1",
    [stage.installation, stage.server.ctx.sealer.seal(secretName.token(stage.installation), token)],
  );
}
