import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackProblem, SlackRemedy, SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import {
  type SlackDeskWorld,
  type SlackMessage,
  slackDeskWorld,
} from '../testing/slack-desk-world.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld();
});
afterAll(() => world.close());

const on = { enabled: true, channel: null };
const five = { new_conversation: on, escalation: on, low_rating: on, lead: on, action: on };
beforeEach(async () => {
  await save(() => ({ default_channel: world.channels.support, events: five }));
});
afterEach(async () => {
  world.sandbox.faults.clear();
  if ((await view()).state === 'broken') await connectAgain();
});

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await world.owner.call(method, `/v1/agents/${world.agent.id}${path}`, body);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
const post = <T>(path: string, body: unknown) => call<T>('POST', `/slack${path}`, body);
const view = () => call<AgentSlackView>('GET', '/slack');
const problem = async (trouble: SlackTrouble) =>
  (await view()).problems.find((one) => one.trouble === trouble);

async function save(change: (settings: SlackSettings) => Partial<SlackSettings>): Promise<void> {
  const { settings, version } = await view();
  await call('PUT', '/slack', { ...settings, ...change(settings), version });
}
/** The same app, connected again as a person does it: the token is proved at Slack. */
async function connectAgain(): Promise<void> {
  const { botToken, signingSecret } = world.sandbox;
  await post('/tokens', { token: botToken, signing_secret: signingSecret });
}
/** What the page's button does. */
async function button(fix: SlackRemedy | null | undefined): Promise<void> {
  switch (fix?.do) {
    case 'join':
      await post('/channels/join', { channel: fix.channel });
      return;
    case 'reinstall':
      return connectAgain();
    case 'choose_channel':
      return save(() => ({ default_channel: world.channels.leads }));
    case 'enable_event': {
      const { event } = fix;
      return save(({ events }) => ({
        events: { ...events, [event]: { ...events[event], enabled: true } },
      }));
    }
    case 'publish_agent':
    case 'resume_agent':
      await call('PATCH', '', { public: true, paused: false });
      return;
    case 'replay':
      await post('/replay', {});
      return;
    case undefined:
      throw new Error('there is no button');
  }
}

let conversations = 0;
/** A visitor begins a conversation; its word is found again in the card. */
async function happens(): Promise<string> {
  conversations += 1;
  const word = `parcel-${conversations}-end`;
  await (await world.visit()).say(`Where is my ${word}?`);
  return word;
}
const cards = (channel: string, word: string): SlackMessage[] =>
  world.posts(channel).filter(({ blocks }) => JSON.stringify(blocks ?? []).includes(word));
async function arrives(word: string, channel = world.channels.support): Promise<void> {
  await eventually(() => cards(channel, word).length).toBe(1);
}
/** It comes to be told, with when it began and how many posts wait for it. */
async function told(trouble: SlackTrouble): Promise<SlackProblem> {
  let found: SlackProblem | undefined;
  const look = async () => {
    found = await problem(trouble);
    return found;
  };
  await eventually(look).toBeDefined();
  if (!found) throw new Error('it was there');
  expect(Date.parse(found.since)).toBeLessThanOrEqual(Date.now());
  return found;
}

test('[NTF-5] all is well: the sentence says what is told, where', async () => {
  const word = await happens();
  await arrives(word);
  expect(await view()).toMatchObject({
    ...{ state: 'connected', problems: [], quiet: [], parked: 0 },
    sentence: expect.stringMatching(
      /^Slack is connected to .*\. 5 events are told, by default in #support\.$/,
    ),
  });
});

test('[NTF-5] event not enabled: what happened is counted, and the button switches it on', async () => {
  // hole 14: each event has its own switch
  await save(({ events }) => ({
    events: { ...events, new_conversation: { ...on, enabled: false } },
  }));
  const missed = await happens();
  await world.settle();
  expect(cards(world.channels.support, missed)).toEqual([]);
  const { quiet, problems } = await view();
  expect(problems).toEqual([]);
  expect(quiet).toMatchObject([
    { trouble: 'event_off', fix: { do: 'enable_event', event: 'new_conversation' } },
  ]);
  expect(quiet[0]?.what).toContain('It happened');
  await button(quiet[0]?.fix);
  await arrives(await happens());
  expect((await view()).quiet).toEqual([]);
});

test('[NTF-5] the agent is paused or private: the button brings it back', async () => {
  await call('PATCH', '', { paused: true });
  expect(await told('agent_paused')).toMatchObject({ fix: { do: 'resume_agent' }, parked: 0 });
  await call('PATCH', '', { paused: false, public: false });
  const hidden = await told('agent_private');
  await button(hidden.fix);
  expect((await view()).problems).toEqual([]);
  await arrives(await happens());
});

test('[NTF-5] no channel is chosen: the button asks for one', async () => {
  await save(() => ({ default_channel: null }));
  const found = await told('no_channel');
  expect((await view()).sentence).toContain('No default channel is chosen yet');
  await button(found.fix);
  await arrives(await happens(), world.channels.leads);
});

test('[NTF-5] the channel was archived: known at once, another one is chosen, the old one goes on when it is back', async () => {
  const { sandbox, channels, mara } = world;
  sandbox.world.archive(channels.support, mara);
  const word = await happens();
  const found = await told('archived');
  expect(found).toMatchObject({
    what: '#support is archived: nobody can post there.',
    ...{ fix: { do: 'choose_channel' }, channel: { id: channels.support, name: 'support' } },
  });
  expect((await view()).state).toBe('broken');
  await eventually(async () => (await problem('archived'))?.parked).toBeGreaterThan(0);
  await button(found.fix);
  await arrives(await happens(), channels.leads);
  sandbox.world.unarchive(channels.support, mara);
  await arrives(word);
  await eventually(async () => (await view()).problems).toEqual([]);
});

test('[NTF-5] the channel was deleted: another one is chosen, and what was parked goes there', async () => {
  const { sandbox, mara } = world;
  const { id: doomed } = sandbox.world.addChannel({
    ...{ name: 'doomed', members: [mara, sandbox.app.botUserId] },
  });
  await save(() => ({ default_channel: doomed }));
  sandbox.world.deleteChannel(doomed, mara);
  const word = await happens();
  const found = await told('channel_gone');
  expect([found.channel?.name, found.fix]).toEqual(['doomed', { do: 'choose_channel' }]);
  await eventually(async () => (await view()).parked).toBeGreaterThan(0);
  await button(found.fix);
  await arrives(await happens(), world.channels.leads);
  const left = await view();
  expect([left.state, left.problems[0]?.fix]).toEqual(['connected', { do: 'replay' }]);
  await button(left.problems[0]?.fix);
  await arrives(word, world.channels.leads);
  await eventually(view).toMatchObject({ problems: [], parked: 0 });
});

test('[NTF-5] removed from a private channel: what is parked goes out when somebody invites the app', async () => {
  // hole 6: not_in_channel is no end; hole 9: private channels work like others
  const { sandbox, channels } = world;
  sandbox.world.join(channels.vault, sandbox.app.botUserId);
  await save(() => ({ default_channel: channels.vault }));
  await arrives(await happens(), channels.vault);
  sandbox.world.leave(channels.vault, sandbox.app.botUserId);
  const word = await happens();
  // Slack says either, and in both cases what helps
  const remedies = async () => (await view()).problems.map(({ remedy }) => remedy).join();
  await eventually(remedies).toContain('/invite');
  await eventually(async () => (await view()).parked).toBeGreaterThan(0);
  // nothing has to be pressed: Slack tells that somebody did
  sandbox.world.join(channels.vault, sandbox.app.botUserId);
  await arrives(word, channels.vault);
  await eventually(view).toMatchObject({ problems: [], parked: 0 });
});

test('[NTF-5] invited while Slack’s word of it was lost: the button looks, and what is parked goes out', async () => {
  const { sandbox, channels } = world;
  sandbox.world.join(channels.vault, sandbox.app.botUserId);
  await save(() => ({ default_channel: channels.vault }));
  sandbox.faults.add({ kind: 'lose' });
  sandbox.world.leave(channels.vault, sandbox.app.botUserId);
  const word = await happens();
  await eventually(async () => (await view()).parked).toBeGreaterThan(0);
  const path = `/v1/agents/${world.agent.id}/slack/channels/join`;
  const early = await world.owner.call('POST', path, { channel: channels.vault });
  expect(early.status).toBe(422);
  sandbox.world.join(channels.vault, sandbox.app.botUserId);
  await button({ do: 'join', channel: channels.vault });
  await arrives(word, channels.vault);
  await eventually(async () => (await view()).problems).toEqual([]);
});

test('[NTF-3] nobody can say whether it was posted: it waits for a person’s word, who sends it again', async () => {
  const { sandbox } = world;
  const mend = [
    sandbox.faults.add({ kind: 'timeout', ms: 5, method: 'chat.postMessage' }),
    sandbox.faults.add({ kind: 'error', method: 'conversations.history', error: 'missing_scope' }),
  ];
  const word = await happens();
  const found = await told('unknown_outcome');
  expect(found).toMatchObject({ fix: { do: 'replay' }, channel: { name: 'support' }, parked: 1 });
  for (const each of mend) each();
  await button(found.fix);
  await arrives(word);
});

test('[TKO-7] in a public channel that the app is not in cards arrive and replies don’t: the button joins', async () => {
  const { sandbox, channels } = world;
  sandbox.world.leave(channels.support, sandbox.app.botUserId);
  const found = await told('not_in_channel');
  expect(found).toMatchObject({
    what: expect.stringContaining('replies typed there are not received'),
    fix: { do: 'join', channel: channels.support },
  });
  expect((await view()).state).toBe('connected');
  await arrives(await happens());
  await button(found.fix);
  expect(sandbox.world.channel(channels.support).members).toContain(sandbox.app.botUserId);
  await eventually(async () => (await view()).problems).toEqual([]);
});

const refusals: [code: string, trouble: SlackTrouble, fix: SlackRemedy['do']][] = [
  ['missing_scope', 'missing_scope', 'reinstall'],
  ['not_authorized', 'not_authorised', 'reinstall'],
  ['not_authed', 'not_authorised', 'reinstall'],
  ['invalid_auth', 'not_authorised', 'reinstall'],
  ['access_denied', 'not_authorised', 'reinstall'],
  ['no_permission', 'not_authorised', 'reinstall'],
  ['enterprise_is_restricted', 'needs_approval', 'replay'],
  ['team_access_not_granted', 'needs_approval', 'replay'],
  ['restricted_action', 'restricted', 'choose_channel'],
];
test.each(refusals)(
  '[NTF-5] Slack says %s: parked as %s, mended by %s',
  async (code, trouble, fix) => {
    const mend = world.sandbox.faults.add({
      kind: 'error',
      method: 'chat.postMessage',
      error: code,
    });
    const word = await happens();
    const found = await told(trouble);
    expect(found).toMatchObject({ slack_error: code, fix: { do: fix } });
    await eventually(async () => (await problem(trouble))?.parked).toBeGreaterThan(0);
    expect(await view()).toMatchObject({ state: 'broken', sentence: found.what });
    mend();
    await button(found.fix);
    if (fix === 'choose_channel') await arrives(await happens(), world.channels.leads);
    else await arrives(word);
  },
);

test('[NTF-5] the app was removed from the workspace: connected again, what is parked goes out', async () => {
  const { sandbox } = world;
  sandbox.rotateToken();
  const word = await happens();
  const found = await told('revoked');
  expect(found.fix).toEqual({ do: 'reinstall' });
  expect((await view()).state).toBe('broken');
  await button(found.fix);
  await arrives(word);
  await eventually(async () => (await view()).state).toBe('connected');
});

test('[NTF-5] what Slack held back is told also while it is tried once more', async () => {
  const { agent, channels, installation, server } = world;
  await server.pool.query(
    `insert into slack_post (tenant, id, installation, channel, agent, kind, state, fence,
       slack_error, created_at)
     values ($1, gen_random_uuid(), $2, $3, $4, 'test', 'sending', 0, 'ratelimited',
       now() - interval '31 s')`,
    [agent.tenant, installation, channels.quiet, agent.uuid],
  );
  expect((await view()).problems).toMatchObject([{ trouble: 'rate_limited', fix: null }]);
  await server.pool.query('delete from slack_post where channel = $1', [channels.quiet]);
});

test('[NTF-5] Slack can’t be reached for a while: said, and it goes on by itself', async () => {
  const { sandbox } = world;
  const mend = sandbox.faults.add({
    kind: 'rate_limit',
    method: 'chat.postMessage',
    retryAfterS: 1,
  });
  const word = await happens();
  await eventually(async () => {
    // as if half a minute had passed: a short breath of Slack's is no trouble
    await world.server.pool.query(
      `update slack_post set created_at = created_at - interval '31 s' where slack_error is not null`,
    );
    return (await view()).problems.length;
  }).toBe(1);
  expect(await told('rate_limited')).toMatchObject({ fix: null });
  expect((await view()).state).toBe('connected');
  mend();
  await arrives(word);
  await eventually(async () => (await view()).problems).toEqual([]);
});
