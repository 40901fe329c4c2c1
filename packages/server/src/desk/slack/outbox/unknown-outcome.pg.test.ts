import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { postKey } from './post-key.ts';
import { settleEcho } from './settle-echo.ts';
import type { Outbox } from './start-outbox.ts';
import { type OutboxStage, outboxStage } from './testing/outbox-stage.ts';

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
const landed = { kind: 'late_write', method, ms: 5, times: 1 } as const;
const never = { kind: 'timeout', method, ms: 5, times: 1 } as const;
/** Nobody may read the channel's history. */
const blind = {
  kind: 'error',
  method: 'conversations.history',
  error: 'missing_scope',
  needed: 'channels:history',
} as const;

test('[NTF-3] a message that landed after its connection broke is found by its key, and stands once', async () => {
  const channel = stage.channel('landed');
  stage.sandbox.faults.add(landed);
  const id = await stage.say(channel, 'once');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
  expect(stage.texts(channel)).toEqual(['once v1']);
  expect(await stage.row(id)).toMatchObject({ ts: stage.messages(channel)[0]?.ts, attempts: 1 });
});

test('[NTF-3] absent twice it is sent again, and others of the channel don’t wait for that', async () => {
  const channel = stage.channel('absent');
  stage.sandbox.faults.add(never);
  const lost = await stage.say(channel, 'lost');
  // the second look is called for below
  outbox = await stage.start({ timing: { lookMs: [60, 600_000] } });
  await eventually(() => stage.row(lost)).toMatchObject({ state: 'sending', looks: 1 });
  const other = await stage.say(channel, 'other');
  await eventually(() => stage.row(other)).toMatchObject({ state: 'posted' });
  expect(await stage.row(lost)).toMatchObject({ state: 'sending', attempts: 1 });
  await stage.pool.query('update slack_post set next_at = now() where id = $1', [lost]);
  await eventually(() => stage.row(lost)).toMatchObject({ state: 'posted', attempts: 2 });
  expect(stage.texts(channel)).toEqual(['other v1', 'lost v1']);
  expect(stage.sandbox.calls.of('conversations.history').calls).toBeGreaterThanOrEqual(2);
});

test('[NTF-3] our own echo settles it before anybody looks; told twice it changes nothing', async () => {
  const channel = stage.channel('echo');
  stage.sandbox.faults.add(landed);
  const id = await stage.say(channel, 'heard');
  outbox = await stage.start({ timing: { lookMs: [60_000, 60_000] } });
  await eventually(async () => (await stage.row(id)).next_at).not.toBeNull();
  await eventually(() => stage.messages(channel)).toHaveLength(1);
  const { ts = '' } = stage.messages(channel)[0] ?? {};
  const echo = { ...stage.place, channel, ts, key: postKey(id) };
  const { ctx } = stage.server;
  expect(await settleEcho(ctx, { ...echo, tenant: stage.agent })).toBe(false);
  expect(await settleEcho(ctx, { ...echo, key: 'k_forged' })).toBe(false);
  for (let i = 0; i < 2; i += 1) expect(await settleEcho(ctx, echo)).toBe(true);
  expect(await stage.row(id)).toMatchObject({ state: 'posted', ts, attempts: 1 });
});

test('[NTF-3] where nobody can look an escalation alone is repeated, once, and says so; the rest parks', async () => {
  const channel = stage.channel('blind');
  const card = await stage.card(channel);
  stage.sandbox.faults.add(blind);
  stage.sandbox.faults.add({ ...landed, times: 2 });
  const line = await stage.say(channel, 'line');
  outbox = await stage.start();
  await eventually(() => stage.row(line)).toMatchObject({
    state: 'parked',
    trouble: 'unknown_outcome',
    slack_error: 'missing_scope',
  });
  const root = await stage.say(channel, 'root', { kind: 'card', event: 'escalation', card });
  await eventually(() => stage.row(root)).toMatchObject({
    state: 'posted',
    data: { remark: 'repeated' },
  });
  expect(stage.texts(channel)).toEqual(['line v1', 'root v1', 'root v1']);
  // the second doubt of the same post is not repeated
  const other = await stage.card(channel);
  stage.sandbox.faults.add({ ...landed, times: 2 });
  const twice = await stage.say(channel, 'twice', {
    kind: 'card',
    event: 'escalation',
    card: other,
  });
  await eventually(() => stage.row(twice)).toMatchObject({ state: 'parked', attempts: 2 });
});

test.each([
  ['had posted it', true],
  ['had not', false],
])(
  '[NTF-3] a process that died between claim and outcome %s: it stands once',
  async (_, hasPosted) => {
    const channel = stage.channel(`died-${hasPosted}`);
    const id = await stage.say(channel, 'mine');
    // as the dead process left it: claimed under an earlier fence, its request sent or not
    await stage.pool.query(
      `update slack_post set state = 'sending', fence = 0, attempts = 1, sent_at = now() where id = $1`,
      [id],
    );
    if (hasPosted)
      await fetch(`${stage.sandbox.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${stage.sandbox.botToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          channel,
          text: 'mine v1',
          metadata: { event_type: 'belay_line', event_payload: { key: postKey(id) } },
        }),
      });
    outbox = await stage.start();
    await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
    expect(stage.texts(channel)).toEqual(['mine v1']);
  },
);

test('[NTF-3] what is in doubt is looked for again and again while Slack can’t be asked', async () => {
  const channel = stage.channel('silent');
  stage.sandbox.faults.add(landed);
  const history = { kind: 'http', method: 'conversations.history', status: 503, times: 1 } as const;
  stage.sandbox.faults.add(history);
  const id = await stage.say(channel, 'patient');
  outbox = await stage.start({ timing: { lookAgainMs: 50 } });
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', attempts: 1 });
  expect(stage.texts(channel)).toEqual(['patient v1']);
});

test('[NTF-3] a claim whose answer was lost with its connection is found again by the same process', async () => {
  const channel = stage.channel('cut-off');
  outbox = await stage.start();
  const first = await stage.say(channel, 'first');
  await eventually(() => stage.row(first)).toMatchObject({ state: 'posted' });
  // as the claim left it, of which nobody here heard
  const id = await stage.say(channel, 'unheard', { rank: 1 });
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
  await stage.pool.query(
    `update slack_post set state = 'sending', ts = null, next_at = null,
       fence = (select fence from lease where installation = $2 and kind = 'desk')
     where id = $1`,
    [id, stage.installation],
  );
  // whatever is claimed next breaks off, and is counted
  await stage.pool.query('create sequence broken');
  await stage.pool.query(
    `alter table slack_post add constraint breaks
       check (state <> 'sending' or nextval('broken') < 0) not valid`,
  );
  const next = await stage.say(channel, 'next');
  await eventually(async () => {
    const { rows } = await stage.pool.query('select is_called from broken');
    return rows;
  }).toEqual([{ is_called: true }]);
  await stage.pool.query('alter table slack_post drop constraint breaks');
  for (const one of [id, next])
    await eventually(() => stage.row(one)).toMatchObject({ state: 'posted' });
  expect(stage.texts(channel)).toEqual(['first v1', 'unheard v1', 'next v1']);
});
