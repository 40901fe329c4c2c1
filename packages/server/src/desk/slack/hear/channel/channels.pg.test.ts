import { afterAll, beforeAll, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld } from '../testing/hear-world.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());

const channel = async (id: string) =>
  (
    await world.server.pool.query<{ name: string; trouble: string | null; is_member: boolean }>(
      'select name, trouble, is_member from slack_channel where channel = $1',
      [id],
    )
  ).rows[0];

test('[TKO-7] archived, unarchived and renamed channels are known before a post has to find out', async () => {
  const { leads } = world.channels;
  const { world: slack } = world.sandbox;
  slack.archive(leads, world.mara);
  await eventually(() => channel(leads)).toMatchObject({ trouble: 'archived' });
  slack.unarchive(leads, world.mara);
  await eventually(() => channel(leads)).toMatchObject({ trouble: null });
  slack.rename(leads, 'leads-and-more', world.mara);
  await eventually(() => channel(leads)).toMatchObject({ name: 'leads-and-more' });
});

test('[TKO-7] removed from a channel the route says that replies are not received; invited again it is whole', async () => {
  const { all } = world.channels;
  const { world: slack, app } = world.sandbox;
  slack.leave(all, app.botUserId);
  await eventually(() => channel(all)).toMatchObject({ is_member: false });
  slack.join(all, app.botUserId);
  await eventually(() => channel(all)).toMatchObject({ is_member: true, trouble: null });
});

test('[NTF-3] a root that is deleted is replaced; lines in its old thread are held', async () => {
  const one = await world.claimed();
  await world.settle();
  world.type(world.ann.slack, one, '! so that the thread stays');
  await world.settle();
  world.sandbox.world.delete(one.channel, one.root);
  const root = async () =>
    (
      await world.server.pool.query<{ ts: string | null }>(
        'select ts from slack_card where conversation = $1 and channel = $2',
        [one.conversation, one.channel],
      )
    ).rows[0]?.ts ?? one.root;
  await eventually(root).not.toBe(one.root);
  const late = world.type(world.ann.slack, one, 'Where did it go?');
  await eventually(() => world.line(late)).toMatchObject({
    ...{ fate: 'held', reason: 'other_thread', choices: ['keep'] },
  });
  world.type(world.ann.slack, { ...one, root: await root() }, 'Here I am');
  await eventually(() => world.read(one)).toEqual(['Here I am']);
});

test('[TKO-4] a line under a card whose outcome nobody knows yet is not lost', async () => {
  const one = await world.claimed();
  await world.settle();
  // the answer to the post is still on its way here, and the card stands in Slack already
  const { pool } = world.server;
  await pool.query('delete from slack_thread where ts = $1', [one.root]);
  await pool.query(`update slack_post set state = 'sending', fence = 0 where ts = $1`, [one.root]);
  const ts = world.type(world.ann.slack, one, 'Already here');
  const waits = async () =>
    (
      await pool.query<{ attempts: number }>(
        'select attempts from slack_heard where id = $1 and settled_at is null',
        [`posted:${one.channel}:${ts}`],
      )
    ).rows[0]?.attempts ?? 0;
  await eventually(waits).toBeGreaterThan(0);
  await pool.query(
    `insert into slack_thread (tenant, installation, channel, ts, card)
     select tenant, installation, channel, ts, id from slack_card where ts = $1
     on conflict do nothing`,
    [one.root],
  );
  await pool.query(`update slack_post set state = 'posted' where ts = $1`, [one.root]);
  await eventually(() => world.read(one)).toEqual(['Already here']);
});

test('[NTF-7] a channel that another company joins shows no transcript from then on', async () => {
  const one = await world.open();
  await world.settle();
  const shown = () => JSON.stringify(world.posts(one.channel).find(({ ts }) => ts === one.root));
  await eventually(shown).toContain('strong enough for two');
  world.sandbox.world.share(one.channel, true, world.mara);
  await eventually(shown).not.toContain('strong enough for two');
});

test('[TKO-7] a channel that gets another id keeps its cards, threads and routes', async () => {
  const one = await world.claimed();
  await world.settle();
  const to = 'C0MOVED00';
  const from = one.channel;
  // told late: somebody chose the new one before, and a conversation was told there as well
  const { conversation } = await world.open();
  await world.server.pool.query(
    `insert into slack_card (tenant, id, agent, conversation, installation, channel)
     select tenant, gen_random_uuid(), agent, conversation, installation, $2
     from slack_card where conversation = $1`,
    [conversation, to],
  );
  world.sandbox.world.changeChannelId(from, to);
  const settings = async () =>
    (
      await world.server.pool.query<{ at: string }>(
        `select settings ->> 'default_channel' as at from slack_binding`,
      )
    ).rows[0]?.at;
  await eventually(settings).toBe(to);
  world.type(world.ann.slack, { ...one, channel: to }, 'Still here');
  await eventually(() => world.read(one)).toEqual(['Still here']);
});
