import type { AgentSlackView } from '@belay/contract/desk/slack';
import type {
  SlackDeliveriesPage,
  SlackDelivery,
  SlackReplayAnswer,
  SlackTestAnswer,
} from '@belay/contract/desk/slack-delivery';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import {
  type SlackDeskWorld,
  type SlackMessage,
  slackDeskWorld,
} from '../testing/slack-desk-world.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld({ settings: {} });
});
afterAll(() => world.close());

async function call<T>(
  method: string,
  what: string,
  body?: unknown,
): Promise<{ status: number; body: T & ErrorBody }> {
  const { owner, agent } = world;
  const answer = await owner.call(method, `/v1/agents/${agent.id}/slack${what}`, body);
  return { status: answer.status, body: (await answer.json()) as T & ErrorBody };
}
const log = async (query = '') =>
  (await call<SlackDeliveriesPage>('GET', `/deliveries${query}`)).body.items;
const tells = (word: string) => (post: SlackMessage) =>
  JSON.stringify(post.blocks ?? []).includes(word);
const view = async () => (await call<AgentSlackView>('GET', '')).body;

test('[NTF-5] Send Test puts one message into each channel that a route leads to, and the log has its outcome', async () => {
  const { channels, bind } = world;
  const on = { enabled: true, channel: null };
  await bind({
    default_channel: channels.support,
    events: {
      escalation: on,
      low_rating: on,
      lead: { ...on, channel: channels.leads },
      action: on,
      new_conversation: on,
    },
    catch_all: channels.all,
  });
  const { status, body } = await call<SlackTestAnswer>('POST', '/test', {});
  expect([status, body.items.map(({ channel }) => channel.name).toSorted()]).toEqual([
    ...[202, ['all', 'leads', 'support']],
  ]);
  await world.settle();
  const posted = await log('?state=posted');
  expect(posted.map(({ id }) => id).toSorted()).toEqual(
    body.items.map(({ delivery_id }) => delivery_id).toSorted(),
  );
  expect(posted[0]).toMatchObject({
    ...{ kind: 'test', state: 'posted', trouble: null, because: 'Send Test', attempts: 1 },
    sentence: expect.stringMatching(/^The test was posted to #\w+\.$/),
    permalink: expect.stringMatching(/\/archives\/C\w+\/p\d{16}$/),
  });
  expect(world.posts(channels.leads)).toHaveLength(1);
});

test('[NTF-5] the log tells events of conversations, filtered and page by page', async () => {
  const { channels, visit } = world;
  const visitor = await visit();
  await visitor.say('Where is my parcel?');
  await world.settle();
  const [card] = await log('?event=new_conversation&state=posted');
  expect(card).toMatchObject({
    ...{ kind: 'card', event: 'new_conversation', conversation: { number: 1 } },
    sentence: expect.stringContaining('“New Conversation” was posted to #'),
  });
  const cards = (await log()).filter(({ kind }) => kind === 'card');
  expect(cards.map(({ channel, because }) => [channel.name, because]).toSorted()).toEqual([
    ['all', 'The catch-all channel gets every event'],
    ['support', 'The default channel'],
  ]);
  expect((await log(`?channel=${channels.all}&event=new_conversation`)).length).toBe(1);
  const first = (await call<SlackDeliveriesPage>('GET', '/deliveries?limit=2')).body;
  const next = (
    await call<SlackDeliveriesPage>('GET', `/deliveries?limit=2&cursor=${first.next_cursor}`)
  ).body;
  const all = await log();
  expect([...first.items, ...next.items].map(({ id }) => id)).toEqual(
    all.slice(0, 4).map(({ id }) => id),
  );
  expect((await call('GET', '/deliveries?cursor=x')).status).toBe(422);
});

test('[NTF-4] what can’t be posted is parked with its reason, and replayed when it is mended', async () => {
  // hole 7: nothing is dropped after some attempts, and nothing else waits behind it
  const { channels, sandbox, visit, mara } = world;
  sandbox.world.archive(channels.all, mara);
  const visitor = await visit();
  await visitor.say('Do you ship to the moon?');
  await eventually(async () => (await log('?state=parked')).length).toBeGreaterThan(0);
  const [parked] = (await log('?state=parked')) as [SlackDelivery];
  expect(parked).toMatchObject({
    ...{ trouble: 'archived', slack_error: 'is_archived', permalink: null },
    sentence: expect.stringContaining('#all is archived'),
    remedy: expect.stringContaining('Unarchive it in Slack'),
  });
  await world.settle();
  expect(world.posts(channels.support).some(tells('moon'))).toBe(true);
  const broken = await view();
  expect(broken.problems).toContainEqual(
    expect.objectContaining({
      ...{ trouble: 'archived', channel: { id: channels.all, name: 'all' } },
      fix: { do: 'choose_channel' },
    }),
  );
  expect([broken.state, broken.parked]).toEqual(['broken', expect.any(Number)]);
  // not mended yet: it is parked again, with its reason
  const early = await call<SlackDelivery>('POST', `/deliveries/${parked.id}/replay`, {});
  expect([early.status, early.body.state === 'posted']).toEqual([202, false]);
  await eventually(async () => (await log('?state=parked')).map(({ id }) => id)).toContain(
    parked.id,
  );
  sandbox.world.unarchive(channels.all, mara);
  await eventually(async () => {
    await call<SlackReplayAnswer>('POST', '/replay', { channel: channels.all });
    return (await log('?state=parked')).length;
  }).toBe(0);
  await world.settle();
  const again = world.posts(channels.all).filter(tells('moon'));
  expect(again).toHaveLength(1);
  const done = (await log()).find(({ id }) => id === parked.id);
  expect(done).toMatchObject({ state: 'posted', trouble: null, remedy: null });
  const twice = await call('POST', `/deliveries/${parked.id}/replay`, {});
  expect([twice.status, twice.body.message]).toEqual([
    ...[409, expect.stringContaining('nothing is sent twice')],
  ]);
  expect((await view()).state).toBe('connected');
});

test('[NTF-1] posts that wait keep their way, events of from now on take the new one', async () => {
  const { channels, sandbox, visit } = world;
  const { settings } = await view();
  const mend = sandbox.faults.add({
    ...{
      kind: 'rate_limit',
      method: 'chat.postMessage',
      channel: channels.support,
      retryAfterS: 1,
    },
  });
  await (await visit()).say('The first cork?');
  await eventually(async () => (await log('?state=waiting')).length).toBeGreaterThan(0);
  const saved = await call('PUT', '', { ...settings, default_channel: channels.leads });
  expect(saved.status).toBe(200);
  await (await visit()).say('The second cork?');
  mend();
  const found = (channel: string, word: string) => world.posts(channel).filter(tells(word)).length;
  await eventually(() => [
    found(channels.support, 'first cork'),
    found(channels.leads, 'second cork'),
  ]).toEqual([1, 1]);
  expect([found(channels.leads, 'first cork'), found(channels.support, 'second cork')]).toEqual([
    0, 0,
  ]);
  await call('PUT', '', settings);
});

test('[NTF-5] a message parked for a channel that was given up is replayed where its route leads now', async () => {
  const { channels, sandbox, visit, mara } = world;
  const before = (await view()).settings;
  const { id: doomed } = sandbox.world.addChannel({
    ...{ name: 'doomed', members: [mara, sandbox.app.botUserId] },
  });
  const chosen = await call('PUT', '', { ...before, default_channel: doomed });
  expect(chosen.status).toBe(200);
  sandbox.world.deleteChannel(doomed, mara);
  await (await visit()).say('Is the harbour open?');
  await eventually(async () => (await log(`?state=parked&channel=${doomed}`)).length).toBe(1);
  const [lost] = await log(`?state=parked&channel=${doomed}`);
  await call('PUT', '', before);
  const { status, body } = await call<SlackDelivery>('POST', `/deliveries/${lost?.id}/replay`, {});
  expect([status, body.state]).toEqual([202, 'dropped']);
  await eventually(() => world.posts(channels.support).filter(tells('harbour')).length).toBe(1);
  await eventually(() => world.posts(channels.all).filter(tells('harbour'))).toHaveLength(1);
  const again = await call('POST', `/deliveries/${lost?.id}/replay`, {});
  expect([again.status, again.body.details.reason]).toEqual([409, 'dropped']);
});

test('[NTF-5] tests are refused where no route leads, without a connection, and in heaps', async () => {
  const { channels, agent, owner, addAgent, bind, server } = world;
  const nowhere = await call('POST', '/test', { channel: channels.quiet });
  expect([nowhere.status, nowhere.body.details.reason]).toEqual([409, 'no_channel']);
  const fresh = await addAgent(agent.tenant);
  const unbound = await owner.call('POST', `/v1/agents/${fresh.id}/slack/test`, {});
  expect(unbound.status).toBe(409);
  await bind({}, fresh);
  const unchosen = await owner.call('POST', `/v1/agents/${fresh.id}/slack/test`, {});
  expect(((await unchosen.json()) as ErrorBody).message).toContain('No channel is chosen yet');
  await server.pool.query(
    `insert into slack_post (tenant, id, installation, channel, agent, kind, next_at)
     select $1, gen_random_uuid(), $2, 'C0FULL', $3, 'test', now() + interval '1 hour'
     from generate_series(1, 20)`,
    [agent.tenant, world.installation, fresh.uuid],
  );
  expect((await call('POST', '/test', {})).status).toBe(429);
  await server.pool.query(`delete from slack_post where channel = 'C0FULL'`);
});

test('[SEC-2] another agent’s delivery is none of this one’s', async () => {
  const other = await world.addAgent(world.agent.tenant);
  const [some] = await log();
  const path = `/v1/agents/${other.id}/slack`;
  const answer = await world.owner.call('POST', `${path}/deliveries/${some?.id}/replay`, {});
  expect(answer.status).toBe(404);
  const theirs = await world.owner.call('GET', `${path}/deliveries`);
  expect(((await theirs.json()) as SlackDeliveriesPage).items).toEqual([]);
  expect((await call('POST', '/deliveries/nonsense/replay', {})).status).toBe(404);
});
