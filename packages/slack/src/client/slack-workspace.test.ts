import { expect, test } from 'vitest';
import { SlackError } from '../error.ts';
import { type AnsweringServer, answeringServer } from '../testing/answering-server.ts';
import { LeapClock } from '../testing/leap-clock.ts';
import { SlackWorkspace, type SlackWorkspaceOptions } from './slack-workspace.ts';

const token = 'xoxb-test-only';

function workspace(server: AnsweringServer, options: Partial<SlackWorkspaceOptions> = {}) {
  const clock = new LeapClock();
  const { apiUrl } = server;
  return {
    clock,
    slack: new SlackWorkspace({ token, clock, apiUrl, random: () => 0, ...options }),
  };
}

const message = (ts: string, more: object = {}) => ({
  type: 'message',
  user: 'U1',
  text: ts,
  ts,
  ...more,
});

async function gathered<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

async function failure(promise: Promise<unknown>): Promise<SlackError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (caught: unknown) => caught,
  );
  if (error instanceof SlackError) return error;
  throw error;
}

test('[SYN-2] who the token is comes from auth.test alone when it tells the subdomain', async () => {
  await using server = await answeringServer((_, response) => {
    response.setHeader('x-oauth-scopes', 'channels:history, channels:read');
    return {
      ok: true,
      url: 'https://acme-corp.slack.com/',
      team: 'Acme',
      team_id: 'T1',
      user_id: 'U9',
      bot_id: 'B9',
    };
  });
  const { slack } = workspace(server);
  expect(await slack.identity()).toEqual({
    teamId: 'T1',
    domain: 'acme-corp',
    name: 'Acme',
    url: 'https://acme-corp.slack.com/',
    botUserId: 'U9',
    botId: 'B9',
    scopes: ['channels:history', 'channels:read'],
  });
  expect(server.asked.map((one) => one.method)).toEqual(['auth.test']);
  expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${token}`);
});

test('[SYN-10] a read is true from Date − duration − 10 s to Date + 1 s on the server’s clock', async () => {
  const date = Date.UTC(2026, 0, 2, 3, 4, 5);
  await using server = await answeringServer((_, response) => {
    response.setHeader('date', new Date(date).toUTCString());
    clock.time += 700;
    return { ok: true, messages: [], has_more: false };
  });
  const { slack, clock } = workspace(server);
  const { read } = await slack.history('C1', {});
  expect(read).toEqual({ lo: date - 700 - 10_000, hi: date + 1_000 });
});

test('[SYN-10] without a Date header our own clock stands in', async () => {
  await using server = await answeringServer((_, response) => {
    response.sendDate = false;
    return { ok: true, messages: [] };
  });
  const { slack, clock } = workspace(server);
  const { read } = await slack.history('C1', {});
  expect(read).toEqual({ lo: clock.time - 10_000, hi: clock.time + 1_000 });
});

test('[SYN-2] bounds hold even where the server ignores them, and end the walk', async () => {
  await using server = await answeringServer(() => ({
    ok: true,
    messages: [message('5.000000'), message('4.000000'), message('3.000000'), message('2.000000')],
    has_more: true,
    response_metadata: { next_cursor: 'more' },
  }));
  const { slack } = workspace(server);
  const page = await slack.history('C1', { oldest: '3.000000', latest: '5.000000' });
  expect(page.messages.map((each) => each.ts)).toEqual(['4.000000']);
  expect(page.hasMore).toBe(false);
  expect(page.cursor).toBeUndefined();
});

test('[SYN-2] an empty page with a cursor is a page, not the end', async () => {
  await using server = await answeringServer(() => ({
    ok: true,
    messages: [],
    response_metadata: { next_cursor: 'next' },
  }));
  const page = await workspace(server).slack.history('C1', {});
  expect(page).toMatchObject({ messages: [], hasMore: true, cursor: 'next' });
});

test('[SYN-2] a repeated cursor is left out: the caller goes on by its bounds', async () => {
  await using server = await answeringServer(() => ({
    ok: true,
    messages: [message('5.000000')],
    has_more: true,
    response_metadata: { next_cursor: 'same' },
  }));
  const page = await workspace(server).slack.history('C1', { cursor: 'same' });
  expect(page.hasMore).toBe(true);
  expect(page.cursor).toBeUndefined();
});

test('[SYN-2] more without cursor and without messages is an error, not a loop', async () => {
  await using server = await answeringServer(() => ({ ok: true, messages: [], has_more: true }));
  const error = await failure(workspace(server).slack.history('C1', {}));
  expect(error).toMatchObject({ code: 'no_progress', class: 'protocol' });
});

test('[MAP-3] the root stays on every page of its thread, also below the bounds', async () => {
  await using server = await answeringServer(() => ({
    ok: true,
    messages: [
      message('1.000000', { thread_ts: '1.000000', reply_count: 2 }),
      message('2.000000'),
      message('3.000000'),
    ],
    has_more: false,
  }));
  const page = await workspace(server).slack.replies('C1', '1.000000', { oldest: '2.000000' });
  expect(page.messages.map((each) => each.ts)).toEqual(['1.000000', '3.000000']);
  expect(server.asked[0]?.args).toMatchObject({ channel: 'C1', ts: '1.000000', limit: '999' });
});

test('[SYN-2] a 429 pauses its method for Retry-After and asks again; others go on', async () => {
  let refusals = 1;
  await using server = await answeringServer(({ method }, response) => {
    if (method !== 'conversations.history' || refusals-- <= 0) return { ok: true, messages: [] };
    response.writeHead(429, { 'retry-after': '7' }).end();
    return undefined;
  });
  const { slack, clock } = workspace(server);
  await slack.history('C1', {});
  await slack.replies('C1', '1.000000', {});
  expect(clock.slept).toEqual([7_000]);
  expect(slack.usage()).toMatchObject({
    'conversations.history': { requests: 2, rejected: 1 },
    'conversations.replies': { requests: 1, rejected: 0, left: 49 },
  });
});

test('[SYN-2] a 429 that never ends goes back to the caller with its class', async () => {
  await using server = await answeringServer((_, response) => {
    response.writeHead(429).end();
  });
  const error = await failure(workspace(server).slack.history('C1', {}));
  expect(error).toMatchObject({ code: 'ratelimited', class: 'retry' });
  expect(server.asked).toHaveLength(10);
});

test('[SYN-4] a read that failed on Slack’s side is repeated with growing pauses', async () => {
  let failures = 3;
  await using server = await answeringServer((_, response) => {
    if (failures-- <= 0) return { ok: true, messages: [message('1.000000')] };
    if (failures === 0) return { ok: false, error: 'internal_error' };
    response.writeHead(503).end('busy');
    return undefined;
  });
  const { slack, clock } = workspace(server);
  expect((await slack.history('C1', {})).messages).toHaveLength(1);
  expect(clock.slept).toEqual([500, 1_000, 2_000]);
});

test('[SYN-4] a thread page that Slack can’t build is asked for in halves', async () => {
  await using server = await answeringServer(({ args }) =>
    Number(args.limit) > 500
      ? { ok: false, error: 'internal_error' }
      : { ok: true, messages: [message('1.000000')] },
  );
  const { slack } = workspace(server);
  expect((await slack.replies('C1', '1.000000', {})).messages).toHaveLength(1);
  expect(server.asked.at(-1)?.args.limit).toBe('499');
});

test('[SYN-4] a join whose outcome is unknown is not repeated', async () => {
  await using server = await answeringServer((_, response) => {
    response.writeHead(500).end();
  });
  const error = await failure(workspace(server).slack.join('C1'));
  expect(error).toMatchObject({ code: 'http_500', class: 'retry' });
  expect(server.asked).toHaveLength(1);
});

test('[SYN-9] refusals carry their class, and the scope that is missing', async () => {
  const answers: Record<string, object> = {
    C1: { ok: false, error: 'missing_scope', needed: 'channels:history', provided: 'chat:write' },
    C2: { ok: false, error: 'token_revoked' },
    C3: { ok: false, error: 'not_in_channel' },
    C4: { ok: false, error: 'invalid_cursor' },
    C5: { ok: false, error: 'something_new' },
  };
  await using server = await answeringServer(({ args }) => answers[args.channel ?? '']);
  const { slack } = workspace(server);
  const failed = async (channel: string) => failure(slack.history(channel, {}));
  expect(await failed('C1')).toMatchObject({ class: 'scope', needed: 'channels:history' });
  expect(await failed('C2')).toMatchObject({ class: 'auth', code: 'token_revoked' });
  expect(await failed('C3')).toMatchObject({ class: 'channel', code: 'not_in_channel' });
  expect(await failed('C4')).toMatchObject({ class: 'protocol', code: 'invalid_cursor' });
  expect(await failed('C5')).toMatchObject({ class: 'request', code: 'something_new' });
});

test('[SYN-9] without groups:read the public channels are listed', async () => {
  await using server = await answeringServer(({ args }) =>
    args.types?.includes('private_channel')
      ? { ok: false, error: 'missing_scope', needed: 'groups:read' }
      : { ok: true, channels: [{ id: 'C1', name: 'general', is_member: true }] },
  );
  const channels = await gathered(workspace(server).slack.channels());
  expect(channels).toMatchObject([{ id: 'C1', name: 'general', isMember: true }]);
});

test('[SYN-7] listings pass empty pages, and begin again when their cursor dies', async () => {
  let dead = true;
  const page = (members: object[], next: string) => ({
    ok: true,
    members,
    response_metadata: { next_cursor: next },
  });
  await using server = await answeringServer(({ args }) => {
    if (args.cursor === undefined) return page([{ id: 'U1', name: 'ada' }], 'a');
    if (args.cursor === 'a') return page([], 'b');
    if (dead) {
      dead = false;
      return { ok: false, error: 'invalid_cursor' };
    }
    return page([{ id: 'U2', name: 'bo' }], '');
  });
  const people = await gathered(workspace(server).slack.people());
  expect(people.map((person) => person.id)).toEqual(['U1', 'U2']);
});

test('[SYN-7] a listing that answers one cursor again and again ends with an error', async () => {
  await using server = await answeringServer(() => ({
    ok: true,
    members: [],
    response_metadata: { next_cursor: 'again' },
  }));
  const error = await failure(gathered(workspace(server).slack.people()));
  expect(error).toMatchObject({ code: 'repeated_cursor', class: 'protocol' });
});

test('[SYN-2] two full pages of 15 with more to come mean the clamped mode', async () => {
  const fifteen = Array.from({ length: 15 }, (_, i) => message(`${20 - i}.000000`));
  await using server = await answeringServer(() => ({
    ok: true,
    messages: fifteen,
    has_more: true,
    response_metadata: { next_cursor: `${Math.random()}` },
  }));
  const { slack, clock } = workspace(server);
  await slack.history('C1', {});
  expect(slack.isClamped).toBe(false);
  await slack.history('C2', {});
  expect(slack.isClamped).toBe(true);
  await slack.history('C1', {});
  expect(slack.plan().methods).toMatchObject({
    'conversations.history': { perMinute: 1 },
    'conversations.replies': { perMinute: 1 },
  });
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
});

test('[SYN-4] an answer that is no JSON is named so, and its text goes nowhere', async () => {
  await using server = await answeringServer((_, response) => {
    response.end('<html>captive portal, secret words</html>');
  });
  const error = await failure(workspace(server).slack.history('C1', {}));
  expect(error).toMatchObject({ code: 'not_json', class: 'protocol' });
  expect(String(error.stack)).not.toContain('secret words');
});

test('[SYN-4] a server that isn’t there, and one that never answers', async () => {
  const gone = await answeringServer(() => ({}));
  await gone[Symbol.asyncDispose]();
  expect(await failure(workspace(gone).slack.history('C1', {}))).toMatchObject({
    code: 'network_error',
    class: 'retry',
  });
  await using mute = await answeringServer(() => undefined);
  const { slack } = workspace(mute, { timeoutMs: 20 });
  expect(await failure(slack.identity())).toMatchObject({
    code: 'request_timeout',
    class: 'retry',
  });
});

test('[SYN-3] an abort ends a waiting call with its reason', async () => {
  await using server = await answeringServer(() => undefined);
  const { slack } = workspace(server);
  const stop = new AbortController();
  const reading = slack.history('C1', {}, stop.signal);
  stop.abort(new Error('stopped by the user'));
  await expect(reading).rejects.toThrow('stopped by the user');
});

test('[INS-3] a token of many workspaces names the one that is meant, and makes channels there', async () => {
  await using server = await answeringServer(({ method }) =>
    method === 'conversations.create'
      ? { ok: true, channel: { id: 'C7', name: 'desk' } }
      : { ok: true, channels: [], members: [], usergroups: [{ id: 'S1', handle: 'leads' }] },
  );
  const { slack } = workspace(server, { teamId: 'T2' });
  await gathered(slack.channels());
  await gathered(slack.people());
  expect(await slack.userGroups()).toEqual([{ id: 'S1', handle: 'leads', name: undefined }]);
  expect(await slack.createChannel({ name: 'desk', isPrivate: false })).toMatchObject({
    id: 'C7',
    isMember: true,
  });
  expect(server.asked.map(({ method, args }) => [method, args.team_id])).toEqual([
    ['conversations.list', 'T2'],
    ['users.list', 'T2'],
    ['usergroups.list', 'T2'],
    ['conversations.create', 'T2'],
  ]);
});
