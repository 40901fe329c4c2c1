import { afterAll, beforeAll, expect, test } from 'vitest';
import { refreshChannels } from '../channels/refresh-channels.ts';
import { sweepPosts } from '../log/sweep-posts.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld({ jobs: false, outbox: false });
});
afterAll(() => world.close());

const signal = new AbortController().signal;
const channel = async (id: string) => {
  const { rows } = await world.server.pool.query(
    'select name, is_member, trouble, slack_error from slack_channel where channel = $1',
    [id],
  );
  return rows[0];
};
const age = (id: string, minutes: number) =>
  world.server.pool.query(
    `update slack_channel set checked_at = now() - $2 * interval '1 minute' where channel = $1`,
    [id, minutes],
  );

test('[NTF-5] channels that routes lead to are looked at again after an hour', async () => {
  const { channels, sandbox, server, mara } = world;
  sandbox.world.rename(channels.support, 'help', mara);
  await age(channels.support, 59);
  await refreshChannels(server.ctx, signal);
  expect(await channel(channels.support)).toMatchObject({ name: 'support' });
  await age(channels.support, 61);
  await refreshChannels(server.ctx, signal);
  expect(await channel(channels.support)).toMatchObject({ name: 'help', trouble: null });
});

test('[NTF-5] what went away is known before a post fails, what came back takes its posts again', async () => {
  const { channels, sandbox, server, mara, agent, installation } = world;
  sandbox.world.archive(channels.support, mara);
  await age(channels.support, 61);
  await refreshChannels(server.ctx, signal);
  expect(await channel(channels.support)).toMatchObject({
    ...{ trouble: 'archived', slack_error: 'is_archived' },
  });
  await server.pool.query(
    `insert into slack_post (tenant, id, installation, channel, agent, kind, state, trouble)
     values ($1, gen_random_uuid(), $2, $3, $4, 'test', 'parked', 'archived')`,
    [agent.tenant, installation, channels.support, agent.uuid],
  );
  sandbox.world.unarchive(channels.support, mara);
  await age(channels.support, 3);
  await refreshChannels(server.ctx, signal);
  expect(await channel(channels.support)).toMatchObject({ trouble: null });
  const { rows } = await server.pool.query(`select kind, state from slack_post order by n`);
  expect(rows).toEqual([
    { kind: 'test', state: 'waiting' },
    { kind: 'summary', state: 'waiting' },
  ]);
  await server.pool.query('delete from slack_post');
});

test('[NTF-7] a channel that another company came into is drawn again, whoever told of it', async () => {
  const { channels, sandbox, server, agent, installation } = world;
  await server.pool.query(
    `insert into slack_post (tenant, id, installation, channel, agent, kind, state, ts, drawn)
     values ($1, gen_random_uuid(), $2, $3, $4, 'history', 'posted', '1.2', 1)`,
    [agent.tenant, installation, channels.support, agent.uuid],
  );
  sandbox.world.share(channels.support, true, world.mara);
  await age(channels.support, 61);
  await refreshChannels(server.ctx, signal);
  const posts = () =>
    server.pool.query('select version, redraw_at is null as rests from slack_post');
  expect((await posts()).rows).toEqual([{ version: 2, rests: false }]);
  // it is news once
  await age(channels.support, 61);
  await refreshChannels(server.ctx, signal);
  expect((await posts()).rows).toEqual([{ version: 2, rests: false }]);
  await server.pool.query('delete from slack_post');
});

test('[NTF-5] channels that were bound unseen are looked at, also those that are none', async () => {
  const { bind, channels, server } = world;
  await server.pool.query('delete from slack_channel where channel = $1', [channels.leads]);
  await bind({ default_channel: 'C0NOWHERE' });
  await refreshChannels(server.ctx, signal);
  expect(await channel('C0NOWHERE')).toMatchObject({ name: 'C0NOWHERE', trouble: 'channel_gone' });
  // asked once, not with every look
  const before = world.sandbox.calls.of('conversations.info').calls;
  await refreshChannels(server.ctx, signal);
  expect(world.sandbox.calls.of('conversations.info').calls).toBe(before);
});

test('[NTF-7] the log forgets after 90 days what tells nothing of a visitor; the rest stays for its erasure', async () => {
  const { server, agent, installation, channels } = world;
  const conversation = '00000000-0000-4000-8000-000000000001';
  const card = async (erased: boolean, name: string) => {
    const { rows } = await server.pool.query<{ id: string }>(
      `insert into slack_card (tenant, id, agent, conversation, installation, channel, erased_at)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, case when $6 then now() end) returning id`,
      [agent.tenant, agent.uuid, conversation, installation, name, erased],
    );
    return rows[0]?.id;
  };
  const [live, erased] = [await card(false, channels.support), await card(true, channels.all)];
  const post = (kind: string, state: string, of: string | undefined, days: number) =>
    server.pool.query(
      `insert into slack_post (tenant, id, installation, channel, agent, card, kind, state,
         version, drawn, created_at)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, 1, 1, now() - $8 * interval '1 day')`,
      [agent.tenant, installation, channels.support, agent.uuid, of ?? null, kind, state, days],
    );
  await post('test', 'posted', undefined, 91);
  await post('test', 'posted', undefined, 89);
  await post('line', 'posted', live, 91);
  await post('event', 'parked', live, 91);
  await post('line', 'dropped', live, 91);
  await post('line', 'posted', erased, 91);
  expect(await sweepPosts(server.ctx, signal)).toBe(3);
  const { rows } = await server.pool.query('select kind, state from slack_post order by n');
  expect(rows).toEqual([
    { kind: 'test', state: 'posted' },
    { kind: 'line', state: 'posted' },
    { kind: 'event', state: 'parked' },
  ]);
});
