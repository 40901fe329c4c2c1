import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { closeConversation } from '../../conversation/verbs/close-conversation.ts';
import { dropRootless } from '../log/drop-rootless.ts';
import { rerouteEscalation } from './reroute-escalation.ts';
import { rootGone } from './root-gone.ts';
import { brief, channel, five, type ToldWorld, toldWorld } from './testing/told-world.ts';

let server: TestServer;
let world: ToldWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await toldWorld(server);
});
beforeEach(() => world.bind({ default_channel: channel.support, events: five() }));
afterAll(() => server.close());

/** the root of the conversation's first card that stands now */
const root = async (conversation: string) => {
  await world.land();
  const [card] = await world.cards(conversation);
  if (!card?.ts) throw new Error('no root stands');
  return { tenant: world.tenant, card: card.id, ts: card.ts };
};
const gone = (which: Awaited<ReturnType<typeof root>>) =>
  inTransaction(server.pool, (db) => rootGone(db, which, 'deleted'));
const roots = async (conversation: string) =>
  (await world.posts(conversation)).filter(({ kind }) => kind === 'card').map(brief);
const threads = async (card: string) =>
  (await server.pool.query('select ts from slack_thread where card = $1', [card])).rows.length;
const mails = async (conversation: string) => {
  const { rows } = await server.pool.query(
    `select from graphile_worker._private_jobs where payload ->> 'conversation' = $1
       and key like 'mail_escalation:%'`,
    [conversation],
  );
  return rows.length;
};

const trouble = (post: string | undefined, what: string) =>
  server.pool.query(`update slack_post set state = 'parked', trouble = $2 where id = $1`, [
    post,
    what,
  ]);

test('[NTF-3] a deleted root is replaced once, and its old thread stays known', async () => {
  const { conversation } = await world.begin('waiting');
  const first = await root(conversation);
  const all = await Promise.all([gone(first), gone(first), gone(first)]);
  expect(all.sort()).toEqual(['known', 'known', 'replaced']);
  const after = [
    'support card new_conversation dropped',
    'support card new_conversation (continued)',
  ];
  expect(await roots(conversation)).toEqual(after);
  const second = await root(conversation);
  expect(second.ts).not.toBe(first.ts);
  expect(await threads(first.card)).toBe(2);
  // what is told late of the first one changes nothing
  expect(await gone(first)).toBe('known');
  expect(await roots(conversation)).toEqual(after);
  const [shown = ''] = await world.read((await world.posts(conversation)).slice(-1));
  expect(shown).toContain('Continued: the earlier card was deleted.');
});

test('[NTF-3] what follows the root of a conversation that is over waits for no root that never comes', async () => {
  const { conversation } = await world.begin('waiting');
  const first = await root(conversation);
  await closeConversation(world.ctx, world.ann, conversation);
  // the line that says so is under way while the root is deleted, and is put back
  expect(await gone(first)).toBe('replaced');
  const waiting = async () =>
    (await world.posts(conversation)).filter(({ state }) => state === 'waiting').length;
  const left = await waiting();
  expect(left).toBeGreaterThan(0);
  expect(await dropRootless(world.ctx)).toBe(0);
  const later = { ...world.ctx, now: () => world.ctx.now() + 2 * 3_600_000 };
  expect(await dropRootless(later)).toBe(left);
  expect(await waiting()).toBe(0);
});

test('[NTF-3] deleted again within a day: muted, and who waits is told of in the fallback channel', async () => {
  await world.bind({
    default_channel: channel.support,
    fallback_channel: channel.vault,
    events: five(),
  });
  const { conversation, visitor } = await world.begin('waiting');
  await gone(await root(conversation));
  await world.say(visitor, 'not posted yet', { conversation });
  expect(await gone(await root(conversation))).toBe('muted');
  const cards = await world.cards(conversation);
  expect(cards).toMatchObject([
    { channel: channel.support, is_muted: true, is_home: false, ts: null },
    { channel: channel.vault, is_muted: false, is_home: true },
  ]);
  const posts = await world.posts(conversation);
  expect(
    posts.filter(({ state, kind }) => state === 'waiting' && kind !== 'history').map(brief),
  ).toEqual(['vault card escalation']);
  // nothing more in the channel that wanted none
  await world.say(visitor, 'hello?', { conversation });
  await closeConversation(world.ctx, visitor, conversation);
  await world.ask(conversation);
  const later = (await world.posts(conversation)).slice(posts.length);
  expect(later.filter((post) => post.channel === channel.support)).toEqual([]);
  expect(later.map(brief)).toContain('vault event escalation broadcast');
});

test('[NTF-3] a root that is deleted after more than a day is replaced again', async () => {
  const { conversation } = await world.begin('waiting');
  await gone(await root(conversation));
  await server.pool.query(
    `update slack_card set replaced_at = replaced_at - interval '25 hours' where conversation = $1`,
    [conversation],
  );
  expect(await gone(await root(conversation))).toBe('replaced');
});

test('[NTF-3] cards of conversations that are over may be cleaned up: the next event begins anew', async () => {
  const { conversation } = await world.begin('closed');
  await gone(await root(conversation));
  expect(await roots(conversation)).toEqual(['support card new_conversation dropped']);
  await world.ask(conversation);
  expect(await roots(conversation)).toEqual([
    'support card new_conversation dropped',
    'support card escalation (continued)',
  ]);
});

test('[NTF-4] an escalation that can’t be posted goes to the fallback channel, once', async () => {
  await world.bind({
    default_channel: channel.support,
    fallback_channel: channel.vault,
    events: five(),
  });
  const { conversation } = await world.begin('waiting');
  const escalation = (await world.posts(conversation)).find(({ event }) => event === 'escalation');
  await trouble(escalation?.id, 'archived');
  const reroute = (id: string) =>
    inTransaction(server.pool, (db) => rerouteEscalation(db, { tenant: world.tenant, id }));
  const both = await Promise.all([reroute(escalation?.id ?? ''), reroute(escalation?.id ?? '')]);
  expect(both).toEqual(['fallback', 'fallback']);
  const vault = (await world.posts(conversation)).filter((post) => post.channel === channel.vault);
  expect(vault.map(brief)).toEqual(['vault card escalation', 'vault history']);
  expect(vault[0]?.because).toContain('fallback');
  expect(await mails(conversation)).toBe(0);
  // it can’t be posted there either
  await server.pool.query(
    `insert into slack_channel (tenant, installation, channel, name, trouble)
     values ($1, $2, $3, 'vault', 'archived')`,
    [world.tenant, world.installation, channel.vault],
  );
  expect(await reroute(vault[0]?.id ?? '')).toBe('mail');
  await server.pool.query('delete from slack_channel where tenant = $1', [world.tenant]);
  // all of Slack is out of reach
  const { conversation: other } = await world.begin('waiting');
  await trouble((await world.posts(other))[1]?.id, 'revoked');
  const [, next] = await world.posts(other);
  expect(await reroute(next?.id ?? '')).toBe('mail');
  expect(await mails(other)).toBe(1);
});

test('[NTF-4] nobody is alarmed for who waits no more, or for what is no escalation', async () => {
  const { conversation } = await world.begin('human');
  const posts = await world.posts(conversation);
  for (const { id } of posts) {
    const to = await inTransaction(server.pool, (db) =>
      rerouteEscalation(db, { tenant: world.tenant, id }),
    );
    expect(to).toBeNull();
  }
});
