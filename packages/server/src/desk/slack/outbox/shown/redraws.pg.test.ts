import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import type { Draw } from '../drawn.ts';
import type { Outbox } from '../start-outbox.ts';
import { drawText, type OutboxStage, outboxStage } from '../testing/outbox-stage.ts';

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

const calls = (method: string) => stage.sandbox.calls.of(method).calls;

/** As a verb leaves a post that has to look otherwise. */
async function change(ids: string[], more = ''): Promise<void> {
  await stage.pool.query(
    `update slack_post set version = version + 1,
       redraw_at = coalesce(redraw_at, now()) ${more} where id = any($1)`,
    [ids],
  );
  await stage.pool.query("select pg_notify('belay_slack', $1)", [stage.installation]);
}

test('[NTF-4] many changes are one update, and it shows the newest; the queue of posts isn’t asked', async () => {
  const channel = stage.channel('newest');
  const id = await stage.say(channel, 'card');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
  await outbox.stop();
  for (let n = 0; n < 5; n += 1) await change([id]);
  // nothing can be posted for a long time
  stage.sandbox.faults.add({ kind: 'rate_limit', method: 'chat.postMessage', retryAfterS: 60 });
  await stage.say(channel, 'stuck');
  const before = calls('chat.update');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ drawn: 6, redraw_at: null });
  expect(stage.texts(channel)).toEqual(['card v6']);
  expect(calls('chat.update')).toBe(before + 1);
});

test('[NTF-4] what changes while it is sent or drawn is drawn again', async () => {
  const channel = stage.channel('meanwhile');
  const draw: Draw = async (ctx, tenant, posts) => {
    const drawn = await drawText(ctx, tenant, posts);
    await change(posts.filter(({ version }) => version < 3).map(({ id }) => id));
    return drawn;
  };
  outbox = await stage.start({ draw });
  const id = await stage.say(channel, 'card');
  await eventually(() => stage.row(id)).toMatchObject({ version: 3, drawn: 3, redraw_at: null });
  expect(stage.texts(channel)).toEqual(['card v3']);
});

test('[TKO-2] the card that was pressed is drawn first, then cards, then what hangs under them', async () => {
  const channel = stage.channel('pressed');
  const ids: string[] = [];
  outbox = await stage.start();
  for (let n = 0; n < 6; n += 1) {
    const card = await stage.card(channel);
    const more = n < 3 ? {} : { kind: 'card' as const, card };
    ids.push(await stage.say(channel, `${n}`, more));
    await eventually(() => stage.row(ids[n] ?? '')).toMatchObject({ state: 'posted' });
  }
  await outbox.stop();
  const pressed = ids[5] ?? '';
  await change(ids);
  await stage.pool.query("update slack_post set redraw_at = '-infinity' where id = $1", [pressed]);
  const order: string[] = [];
  const draw: Draw = async (ctx, tenant, posts) => {
    order.push(...posts.map(({ data }) => String(data.text)));
    return drawText(ctx, tenant, posts);
  };
  outbox = await stage.start({ draw });
  for (const id of ids) await eventually(() => stage.row(id)).toMatchObject({ redraw_at: null });
  expect(order).toEqual(['5', '3', '4', '0', '1', '2']);
});

test('[NTF-7] what is not wanted any more is deleted in Slack, and what was not there yet never comes', async () => {
  const channel = stage.channel('unwanted');
  const id = await stage.say(channel, 'secret');
  outbox = await stage.start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
  await change([id], ', wanted = false');
  await eventually(() => stage.row(id)).toMatchObject({ state: 'dropped', redraw_at: null });
  expect(stage.texts(channel)).toEqual([]);
  await outbox.stop();
  const next = await stage.say(channel, 'too late');
  await stage.pool.query('update slack_post set wanted = false where id = $1', [next]);
  outbox = await stage.start();
  await eventually(() => stage.row(next)).toMatchObject({ state: 'dropped', attempts: 1 });
  expect(stage.texts(channel)).toEqual([]);
});

test('[NTF-4] an update whose outcome is unknown is made again; one that Slack forbids is made once', async () => {
  const channel = stage.channel('again');
  const id = await stage.say(channel, 'card');
  const fixed = await stage.say(channel, 'fixed');
  outbox = await stage.start();
  for (const one of [id, fixed])
    await eventually(() => stage.row(one)).toMatchObject({ state: 'posted' });
  stage.sandbox.faults.add({ kind: 'late_write', method: 'chat.update', ms: 5, times: 1 });
  await change([id]);
  await eventually(() => stage.row(id)).toMatchObject({ drawn: 2, redraw_at: null });
  const error = 'edit_window_closed';
  stage.sandbox.faults.add({ kind: 'error', method: 'chat.update', error });
  const before = calls('chat.update');
  await change([fixed]);
  await eventually(() => stage.row(fixed)).toMatchObject({ redraw_at: null, slack_error: error });
  expect(calls('chat.update')).toBe(before + 1);
  expect(await stage.row(fixed)).toMatchObject({ state: 'posted' });
});
