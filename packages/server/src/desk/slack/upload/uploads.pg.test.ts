import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../db/in-transaction.ts';
import { eventually } from '../../../testing/eventually.ts';
import { whileHeld } from '../../../testing/while-held.ts';
import type { TestVisitor } from '../../visitors/testing/desk-world.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import { unwantFilesAbout, unwantFilesIn } from './uploads.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld();
});
afterAll(() => world.close());
const bind = (redaction: 'none' | 'masked' = 'none') =>
  world.bind({
    default_channel: world.channels.support,
    ladder: [],
    channels: { [world.channels.support]: { redaction } },
  });
beforeEach(async () => {
  world.sandbox.faults.clear();
  await bind();
});

const plan = Buffer.from('%PDF-1.4\n%a plan\n');

interface Case {
  visitor: TestVisitor;
  id: string;
}

/** A conversation that waits for a person, with its card. */
async function begin(): Promise<Case> {
  const visitor = await world.visit();
  const { conversation } = await visitor.say('Please look at my plan');
  await visitor.call('POST', `/v1/widget/conversations/${conversation.id}/escalate`, {});
  await world.settle();
  return { visitor, id: conversation.id };
}

/** The visitor sends a file; answers the message's id. */
async function send({ visitor, id }: Case, text: string): Promise<string> {
  const answer = await fetch(`${world.server.url}/v1/widget/files?name=plan.pdf`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visitor.token}` },
    body: plan,
  });
  const file = (await answer.json()) as { id: string };
  const said = await visitor.say(text, { conversation_id: id, file_ids: [file.id] });
  await world.settle();
  return said.message.id;
}

/** Files that the thread of a conversation's card shows. */
async function shown({ id }: Case): Promise<string[]> {
  const { rows } = await world.server.pool.query<{ ts: string }>(
    `select ts from slack_card where conversation = $1`,
    [uuid(id)],
  );
  return world
    .thread(world.channels.support, rows[0]?.ts ?? '')
    .flatMap(({ files }) => (files as { name: string; mode: string }[] | undefined) ?? [])
    .flatMap(({ name, mode }) => (mode === 'tombstone' ? [] : [name]));
}
const uuid = (id: string) =>
  id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const states = async ({ id }: Case) => {
  const { rows } = await world.server.pool.query<{ state: string }>(
    `select u.state from slack_upload u join slack_card k on k.tenant = u.tenant and k.id = u.card
     where k.conversation = $1`,
    [uuid(id)],
  );
  return rows.map(({ state }) => state);
};

test('[TKO-4] [hole 10] a visitor’s file is seen in the thread, under its line', async () => {
  const one = await begin();
  await send(one, 'here it is');
  await eventually(() => shown(one)).toEqual(['plan.pdf']);
  expect(world.sandbox.calls.of('files.completeUploadExternal').calls).toBe(1);
  await eventually(() => states(one)).toEqual(['shared']);
});

test('[NTF-3] an outcome that nobody knows shows it once', async () => {
  const method = 'files.completeUploadExternal';
  world.sandbox.faults.add({ kind: 'late_write', ms: 5, method, times: 1 });
  world.sandbox.faults.add({
    kind: 'http',
    status: 503,
    method: 'files.getUploadURLExternal',
    times: 1,
  });
  const one = await begin();
  await send(one, 'here it is');
  await soon(one);
  await eventually(() => states(one)).toEqual(['sharing']);
  await soon(one);
  await eventually(() => states(one)).toEqual(['shared']);
  expect(await shown(one)).toEqual(['plan.pdf']);
});

test('[NTF-7] a channel that hides something gets no files; erasing takes out those that are there', async () => {
  await bind('masked');
  const hidden = await begin();
  await send(hidden, 'not for them');
  expect(await states(hidden)).toEqual([]);
  await bind();
  const open = await begin();
  await send(open, 'here it is');
  await eventually(() => shown(open)).toEqual(['plan.pdf']);
  const place = { tenant: world.agent.tenant, installation: world.installation };
  await inTransaction(world.server.pool, (db) =>
    unwantFilesIn(db, place, [world.channels.support]),
  );
  await eventually(() => shown(open)).toEqual([]);
  const one = await begin();
  await send(one, 'here it is');
  await eventually(() => shown(one)).toEqual(['plan.pdf']);
  const { rows } = await world.server.pool.query<{ visitor: string }>(
    'select visitor from conversation where id = $1',
    [uuid(one.id)],
  );
  const visitor = `vis_${rows[0]?.visitor.replaceAll('-', '')}`;
  const gone = await world.owner.call('DELETE', `/v1/desk/visitors/${visitor}`);
  expect(gone.status).toBeLessThan(300);
  await eventually(() => states(one)).toEqual(['done']);
  expect(await shown(one)).toEqual([]);
});

test('[NTF-7] a file that was given up is erased all the same: it may be there', async () => {
  const [given, meanwhile] = [await begin(), await begin()];
  for (const one of [given, meanwhile]) {
    await send(one, 'here it is');
    await eventually(() => shown(one)).toEqual(['plan.pdf']);
  }
  const { pool } = world.server;
  await pool.query(
    `update slack_upload u set state = 'done' from slack_card k
     where k.tenant = u.tenant and k.id = u.card and k.conversation = $1`,
    [uuid(given.id)],
  );
  await inTransaction(pool, (db) => unwantFilesAbout(db, world.agent.tenant, [uuid(given.id)]));
  await eventually(() => shown(given)).toEqual([]);

  // given up in the very moment in which it is erased
  world.sandbox.faults.add({ kind: 'http', status: 503, method: 'files.info' });
  const trouble = (is: string | null) =>
    pool.query('update slack_channel set trouble = $2 where channel = $1', [
      world.channels.support,
      is,
    ]);
  await trouble('archived');
  await pool.query(
    `update slack_upload u set state = 'sharing', attempts = 9, next_at = null from slack_card k
     where k.tenant = u.tenant and k.id = u.card and k.conversation = $1`,
    [uuid(meanwhile.id)],
  );
  await whileHeld(
    pool,
    (db) => unwantFilesAbout(db, world.agent.tenant, [uuid(meanwhile.id)]),
    async () => {
      await trouble(null);
      await pool.query(`select pg_notify('belay_slack', $1)`, [world.installation]);
      await eventually(() => states(meanwhile)).toEqual(['done']);
    },
  );
  expect(await shown(meanwhile)).toEqual([]);
});

test('[TKO-4] what an operator takes back is taken out of Slack, too', async () => {
  const one = await begin();
  await world.owner.call('POST', `/v1/desk/conversations/${one.id}/take-over`, {});
  const uploaded = await fetch(`${world.server.url}/v1/desk/files?name=answer.pdf`, {
    method: 'POST',
    headers: {
      cookie: world.owner.cookie,
      origin: world.server.url,
      'x-belay-tenant': world.owner.tenant,
    },
    body: plan,
  });
  const { id: file } = (await uploaded.json()) as { id: string };
  const sent = await world.owner.call('POST', `/v1/desk/conversations/${one.id}/messages`, {
    ...{ text: 'my answer', client_id: randomUUID(), file_ids: [file] },
  });
  const { message } = (await sent.json()) as { message: { id: string } };
  await eventually(() => shown(one)).toEqual(['answer.pdf']);
  const path = `/v1/desk/conversations/${one.id}/messages/${message.id}`;
  expect((await world.owner.call('DELETE', path, {})).status).toBeLessThan(300);
  await eventually(() => shown(one)).toEqual([]);
});

/** Nobody waits ten seconds for the next try. */
async function soon(one: Case) {
  await eventually(async () => {
    const { rowCount } = await world.server.pool.query(
      `update slack_upload u set next_at = null from slack_card k
       where k.tenant = u.tenant and k.id = u.card and k.conversation = $1 and u.next_at is not null`,
      [uuid(one.id)],
    );
    return rowCount;
  }).toBe(1);
}
