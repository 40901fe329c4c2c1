import type {
  SlackChannelChoice,
  SlackChannelsPage,
  SlackUserGroups,
} from '@belay/contract/desk/slack-channels';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld({ jobs: false, outbox: false });
  // nothing here is told by events, and thousands of channels would be
  world.sandbox.faults.add({ kind: 'lose' });
});
afterAll(() => world.close());

async function call<T>(
  what: string,
  body?: unknown,
): Promise<{ status: number; body: T & ErrorBody }> {
  const { owner, agent } = world;
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await owner.call(method, `/v1/agents/${agent.id}/slack/${what}`, body);
  return { status: answer.status, body: (await answer.json()) as T & ErrorBody };
}
const search = async (query: string, more: object = {}) =>
  (await call<SlackChannelsPage>('channels', { query, ...more })).body;
/** What the app was granted, here and at Slack. */
async function grant(without: string[]): Promise<() => Promise<void>> {
  const { sandbox, server, installation } = world;
  const standing = sandbox.world.tokens.get(sandbox.botToken);
  if (!standing) throw new Error('there is no token');
  const set = async (scopes: readonly string[]) => {
    sandbox.world.issueToken({ ...standing, scopes });
    await server.pool.query('update slack_installation set scopes = $2 where id = $1', [
      installation,
      scopes,
    ]);
  };
  await set(standing.scopes.filter((scope) => !without.includes(scope)));
  return () => set(standing.scopes);
}

test('[INS-1] thousands of channels are searched by name, the best first, page by page', async () => {
  const { sandbox } = world;
  sandbox.world.seedChannels({ count: 3_000 });
  sandbox.world.addChannel({ name: 'support-aa', members: [world.mara] });
  const all = await search('');
  expect(all.total).toBeGreaterThan(3_000);
  expect(all.items).toHaveLength(50);
  const found = await search('#Support');
  expect(found.items.slice(0, 2).map(({ name }) => name)).toEqual(['support', 'support-aa']);
  const [first, second] = [
    await search('', { limit: 7 }),
    await search('', { limit: 7, offset: 7 }),
  ];
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(14);
});

test('[INS-1] the list says which channels it can’t hold, and why', async () => {
  // hole 9: private channels are there once the app is in them
  expect((await search('vault')).items).toEqual([]);
  expect((await search('')).hint).toContain('/invite');
  const { sandbox, channels } = world;
  sandbox.world.join(channels.vault, sandbox.app.botUserId);
  // its link is asked for at Slack, whatever the list remembers
  const link = `https://${sandbox.world.team.current.domain}.slack.com/archives/${channels.vault}`;
  expect((await search(link)).items).toEqual([
    {
      ...{ id: channels.vault, name: 'vault', is_private: true, is_member: true },
      ...{ is_archived: false, is_shared: false },
    },
  ]);
  sandbox.world.leave(channels.vault, sandbox.app.botUserId);
  const gone = await search(channels.vault);
  expect([gone.items, gone.hint]).toEqual([[], expect.stringContaining('invite the app there')]);
  const elsewhere = await search('https://other.slack.com/archives/C0123456789');
  expect(elsewhere.hint).toContain('another workspace');
  const restore = await grant(['groups:read']);
  expect((await search('su')).hint).toContain('groups:read');
  await restore();
});

test('[INS-1] a channel is created with the bot in it, and found at once', async () => {
  const { status, body } = await call<SlackChannelChoice>('channels/create', {
    name: ' Desk-Alerts ',
  });
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ name: 'desk-alerts', is_member: true, is_private: false }),
  ]);
  expect((await search('desk-alerts')).items).toHaveLength(1);
  const taken = await call('channels/create', { name: 'desk-alerts' });
  expect([taken.status, taken.body.details]).toMatchObject([
    422,
    { field: 'name', reason: 'name_taken', slack_error: 'name_taken' },
  ]);
  expect((await call('channels/create', { name: 'no spaces' })).status).toBe(422);
  const alone = await call('channels/create', { name: 'secrets', private: true });
  expect([alone.status, alone.body.details.reason]).toEqual([409, 'not_linked']);
  const restore = await grant(['channels:manage', 'channels:write']);
  const poor = await call('channels/create', { name: 'poor' });
  expect([poor.status, poor.body.details.slack_error]).toEqual([422, 'missing_scope']);
  expect(poor.body.message).toContain('Create it in Slack');
  await restore();
});

test('[NTF-5] joining takes the bot into a public channel, and asks for an invitation to a private one', async () => {
  const { channels, sandbox, mara } = world;
  const joined = await call<SlackChannelChoice>('channels/join', { channel: channels.quiet });
  expect([joined.status, joined.body.is_member]).toEqual([200, true]);
  expect(sandbox.world.channel(channels.quiet).members).toContain(sandbox.app.botUserId);
  // again is the same
  expect((await call('channels/join', { channel: channels.quiet })).status).toBe(200);
  const secret = await call('channels/join', { channel: channels.vault });
  expect([secret.status, secret.body.details.slack_error]).toEqual([422, 'channel_not_found']);
  expect(secret.body.message).toContain('/invite');
  sandbox.world.join(channels.vault, sandbox.app.botUserId);
  expect((await call('channels/join', { channel: channels.vault })).status).toBe(200);
  sandbox.world.archive(channels.quiet, mara);
  const old = await call('channels/join', { channel: channels.quiet });
  expect([old.status, old.body.message]).toEqual([
    422,
    expect.stringContaining('#quiet is archived'),
  ]);
  sandbox.world.unarchive(channels.quiet, mara);
});

test('[NTF-5] a join that Slack refuses says which permission is lacking', async () => {
  const { channels, sandbox } = world;
  sandbox.world.leave(channels.quiet, sandbox.app.botUserId);
  const mend = sandbox.faults.add({
    kind: 'error',
    method: 'conversations.join',
    error: 'missing_scope',
  });
  const refused = await call('channels/join', { channel: channels.quiet });
  expect([refused.status, refused.body.details.slack_error]).toEqual([422, 'missing_scope']);
  mend();
});

test('[NTF-6] user groups are listed by their handle, and their lack is explained', async () => {
  const none = await call<SlackUserGroups>('user-groups');
  expect(none.body).toEqual({ items: [], hint: expect.stringContaining('no user groups') });
  const { id } = world.sandbox.world.addGroup({ handle: 'on-call', name: 'On call' });
  const some = await call<SlackUserGroups>('user-groups');
  expect(some.body).toEqual({ items: [{ id, handle: 'on-call', name: 'On call' }], hint: null });
  const restore = await grant(['usergroups:read']);
  expect((await call<SlackUserGroups>('user-groups')).body.hint).toContain('usergroups:read');
  await restore();
});

test('[INS-1] an agent that is not connected has no channels to choose from', async () => {
  const fresh = await world.addAgent(world.agent.tenant);
  const answer = await world.owner.call('POST', `/v1/agents/${fresh.id}/slack/channels`, {});
  expect([answer.status, ((await answer.json()) as ErrorBody).error_code]).toEqual([
    409,
    'CONFLICT',
  ]);
});
