import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import type { TestVisitor } from '../../visitors/testing/desk-world.ts';
import { signedText } from '../../visitors/verify-identity.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';

// the whole way: a widget, the outbox, and a workspace that answers as Slack does
let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld();
});
afterAll(() => world.close());
const on = { enabled: true, channel: null };
const only = (...events: ('new_conversation' | 'escalation')[]) => ({
  ...{ low_rating: off, lead: off, action: off, new_conversation: off, escalation: off },
  ...Object.fromEntries(events.map((event) => [event, on])),
});
const off = { enabled: false, channel: null };
beforeEach(async () => {
  world.sandbox.faults.clear();
  await world.bind({
    default_channel: world.channels.support,
    events: only('new_conversation', 'escalation'),
    ladder: [],
  });
});

interface Case {
  visitor: TestVisitor;
  /** public id and uuid */
  id: string;
  uuid: string;
}

async function begin(text: string): Promise<Case> {
  const visitor = await world.visit();
  const { conversation } = await visitor.say(text);
  const hex = conversation.id.slice(4);
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { visitor, id: conversation.id, uuid };
}
const ask = ({ visitor, id }: Case) =>
  visitor.call('POST', `/v1/widget/conversations/${id}/escalate`, {});
const operate = (path: string, body: object) => world.owner.call('POST', path, body);

/** The roots of a conversation that stand in a channel, as Slack serves them. */
async function rootsOf({ uuid }: Case, channel = world.channels.support) {
  const { rows } = await world.server.pool.query<{ ts: string }>(
    `select p.ts from slack_post p join slack_card k on k.tenant = p.tenant and k.id = p.card
     where k.conversation = $1 and p.channel = $2 and p.kind = 'card' and p.ts is not null order by p.n`,
    [uuid, channel],
  );
  const all = world.posts(channel);
  return rows.flatMap(({ ts }) => all.filter((post) => post.ts === ts));
}
async function rootOf(one: Case, channel = world.channels.support) {
  const root = (await rootsOf(one, channel)).at(-1);
  if (!root) throw new Error('no root stands');
  return root;
}
const text = (message: unknown) => JSON.stringify(message);

test('[NTF-3] [hole 8] a card, its thread, and every change of it, each there once', async () => {
  world.sandbox.faults.add({ kind: 'late_write', ms: 20, method: 'chat.postMessage', times: 2 });
  const one = await begin('Do you ship to Iceland?');
  await ask(one);
  await world.settle();
  const root = await rootOf(one);
  expect(await rootsOf(one)).toHaveLength(1);
  const thread = () => world.thread(world.channels.support, root.ts).map(text);
  expect(thread().filter((each) => each.includes('Escalation Requested'))).toHaveLength(1);
  expect(thread().filter((each) => each.includes('History 1 of 1'))).toHaveLength(1);
  expect(text(root)).toContain('Do you ship to Iceland?');
  expect(text(root)).toContain('Take Over');

  const taken = await operate(`/v1/desk/conversations/${one.id}/take-over`, {});
  expect(taken.status).toBe(200);
  const sent = await operate(`/v1/desk/conversations/${one.id}/messages`, {
    ...{ text: 'Within a week', client_id: randomUUID() },
  });
  expect(sent.status).toBeLessThan(300);
  await world.settle();
  expect(text(await rootOf(one))).toContain('Hand back');
  expect(thread().filter((each) => each.includes('Within a week'))).toHaveLength(1);
});

test('[TKO-2] [hole 3] each copy has its button, and every copy shows who has it', async () => {
  await world.bind({
    default_channel: world.channels.leads,
    catch_all: world.channels.all,
    events: {
      ...only('new_conversation', 'escalation'),
      escalation: { enabled: true, channel: world.channels.support },
    },
    ladder: [],
  });
  const one = await begin('Please call me');
  await ask(one);
  await world.settle();
  const { support, leads, all } = world.channels;
  const copies = () => Promise.all([support, leads, all].map((channel) => rootOf(one, channel)));
  for (const copy of await copies()) expect(text(copy)).toContain('belay_take');
  await operate(`/v1/desk/conversations/${one.id}/take-over`, {});
  await world.settle();
  for (const copy of await copies()) {
    expect(text(copy)).toContain('has it since');
    expect(text(copy)).not.toContain('belay_take');
  }
  // where it goes on is said on the others
  const continues = (await copies()).map((copy) =>
    text(copy).includes(`Continues in <#${support}>`),
  );
  expect(continues).toEqual([false, true, true]);
});

test('[NTF-2] [hole 4] the link leads to the conversation, and not to a front page', async () => {
  const one = await begin('Where does it lead?');
  await world.settle();
  expect(text(await rootOf(one))).toContain(`/app/inbox/${one.id}"`);
});

test('[NTF-3] a root deleted in Slack is replaced once; the second time within a day is silence', async () => {
  const one = await begin('Delete me');
  await ask(one);
  await world.settle();
  const { support } = world.channels;
  const first = (await rootOf(one)).ts;
  world.sandbox.world.delete(support, first);
  await eventually(async () => (await rootsOf(one)).map(({ ts }) => ts)).not.toContain(first);
  await eventually(async () => (await rootsOf(one)).length).toBe(1);
  await world.settle();
  const second = await rootOf(one);
  expect(text(second)).toContain('Continued: the earlier card was deleted.');
  world.sandbox.world.delete(support, second.ts);
  await eventually(async () => {
    const { rows } = await world.server.pool.query<{ is_muted: boolean }>(
      'select is_muted from slack_card where conversation = $1',
      [one.uuid],
    );
    return rows[0]?.is_muted;
  }).toBe(true);
  await one.visitor.say('Anybody?', { conversation_id: one.id });
  await world.settle();
  expect(await rootsOf(one)).toEqual([]);
});

test('[NTF-7] a visitor who is erased while Slack is down leaves nothing once it is back', async () => {
  const one = await begin('My name is Ida Fern');
  await ask(one);
  await one.visitor.say('and I wait', { conversation_id: one.id });
  await world.settle();
  const root = await rootOf(one);
  world.sandbox.faults.add({ kind: 'http', status: 503, method: 'chat.update' });
  const { rows } = await world.server.pool.query<{ id: string }>(
    'select visitor as id from conversation where id = $1',
    [one.uuid],
  );
  const visitor = `vis_${rows[0]?.id.replaceAll('-', '')}`;
  expect((await world.owner.call('DELETE', `/v1/desk/visitors/${visitor}`)).status).toBeLessThan(
    300,
  );
  const { support } = world.channels;
  const whole = () =>
    text([root.ts].map((ts) => [world.posts(support), world.thread(support, ts)]));
  expect(whole()).toContain('Ida Fern');
  world.sandbox.faults.clear();
  await world.settle();
  expect(whole()).not.toContain('Ida Fern');
  expect(whole()).not.toContain(one.id);
  expect(text(await rootOf(one))).toContain('data was erased');
});

test('[TKO-2] a visitor whose site vouches for them has their name on every card', async () => {
  const one = await begin('Who am I?');
  await world.settle();
  expect(text(await rootOf(one))).toContain('Anonymous Visitor');
  const said = { external_id: randomUUID(), name: 'Ida Fern', expires_at: expiry(), signature: '' };
  const signature = createHmac('sha256', world.agent.secret).update(signedText(said)).digest('hex');
  const body = { agent_id: world.agent.id, identity: { ...said, signature } };
  expect((await one.visitor.call('POST', '/v1/widget/session', body)).status).toBeLessThan(300);
  await world.settle();
  expect(text(await rootOf(one))).toContain('Ida Fern');
});
const expiry = () => Math.floor(Date.now() / 1000) + 600;

test('[NTF-2] [hole 15] long words are whole in the thread, and cards speak the channel’s language', async () => {
  await world.bind({
    default_channel: world.channels.support,
    events: only('escalation'),
    ladder: [],
    channels: { [world.channels.support]: { language: 'ja' } },
  });
  const long = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
  const one = await begin(long);
  await ask(one);
  await world.settle();
  const root = await rootOf(one);
  expect(text(root)).toMatch(/\p{Script=Hiragana}/u);
  const said = world
    .thread(world.channels.support, root.ts)
    .flatMap((post) => leaves(post.blocks))
    .join(' ');
  for (let i = 0; i < 900; i += 1) expect(said).toContain(`word${i}`);
});

/** What the rich texts of a message say. */
function leaves(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(leaves);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const { text: own, elements } = blocks as { text?: unknown; elements?: unknown };
  return [...(typeof own === 'string' ? [own] : []), ...leaves(elements)];
}
