import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../auth/authorize.ts';
import { publicId } from '../../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { deleteAgent } from '../../agents/delete-agent.ts';
import { closeConversation } from '../../conversation/verbs/close-conversation.ts';
import { reply } from '../../conversation/verbs/reply.ts';
import { eraseVisitor } from '../../visitors/erase-visitor.ts';
import { channel, five, type ToldWorld, toldWorld } from './testing/told-world.ts';

let server: TestServer;
let world: ToldWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await toldWorld(server);
});
beforeEach(() => world.bind({ default_channel: channel.support, events: five() }));
afterAll(() => server.close());

const admin = (): Caller => ({
  ...{ tenant: world.tenant, actor: 'user:ada@rope.example', jti: randomUUID(), expiresAt: 0 },
  ...{ capabilities: ['*'], scopes: [], parents: [], privateChannels: 'all' },
});

test('[NTF-7] erasing a visitor rewrites every card and post, however late Slack is', async () => {
  const { conversation, visitor } = await world.begin('human');
  const say = (text: string) =>
    reply(world.ctx, world.ann, conversation, { text, clientId: randomUUID() });
  await say('Vera, it ships on Friday');
  await world.land();
  await say('still on its way');
  const [sending, unknown] = ['is being sent', 'nobody knows'];
  await say(sending);
  await say(unknown);
  const mark = (text: string, set: string) =>
    server.pool.query(
      `update slack_post p set ${set} from message m
       where m.tenant = p.tenant and m.id = p.message and m.text = $1`,
      [text],
    );
  await mark(sending, `state = 'sending', fence = 1`);
  await mark(unknown, `state = 'parked', trouble = 'unknown_outcome'`);
  const before = await world.posts(conversation);
  await eraseVisitor(world.ctx, admin(), publicId('vis', visitor.visitor));

  const posts = await world.posts(conversation);
  expect(posts).toHaveLength(before.length);
  for (const post of posts) {
    expect(post.because).toBeNull();
    if (post.state === 'posted') expect(post.redraw_at).not.toBeNull();
  }
  const states = posts.map(({ state, wanted }) => `${state}${wanted ? '' : ' unwanted'}`);
  expect(states.filter((state) => state !== 'posted')).toEqual([
    'dropped',
    'sending',
    'parked unwanted',
  ]);
  // the one under way is drawn anew as soon as it is there
  expect(posts.find(({ state }) => state === 'sending')).toMatchObject({ version: 2, drawn: 0 });
  const standing = posts.filter(({ state }) => state === 'posted');
  const read = await world.read(standing);
  expect(read.join()).not.toMatch(/Vera|coil|Friday|cnv_/);
  for (const text of read) expect(text).toContain('This visitor’s data was erased.');
  expect(await world.read(posts.filter(({ state }) => state === 'sending'))).toEqual([
    'support line: drop',
  ]);
  // once more changes nothing that is done
  await world.land();
  await eraseVisitor(world.ctx, admin(), publicId('vis', visitor.visitor));
  expect((await world.posts(conversation)).every(({ redraw_at }) => redraw_at === null)).toBe(true);
});

test('[NTF-7] the conversations of an agent that is deleted leave nothing either', async () => {
  const { conversation, visitor } = await world.begin('human');
  await closeConversation(world.ctx, visitor, conversation);
  await server.pool.query(
    `update conversation set state = 'closed', owner = null, claim = null, escalation = null, quiet_due = null
     where tenant = $1 and state <> 'closed'`,
    [world.tenant],
  );
  await world.land();
  await deleteAgent(world.ctx, admin(), world.agent);
  const posts = await world.posts(conversation);
  expect(posts.length).toBeGreaterThan(0);
  expect(posts.every(({ redraw_at }) => redraw_at !== null)).toBe(true);
  expect((await world.read(posts)).join()).not.toMatch(/Vera|coil|cnv_/);
});
