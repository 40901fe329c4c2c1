import { createEmulator } from 'emulate';
import { expect, test } from 'vitest';
import type { Channel } from '../model.ts';
import { LeapClock } from '../testing/leap-clock.ts';
import { SlackWorkspace } from './slack-workspace.ts';

const token = 'xoxb-test-only';

/** A Slack-compatible server of other hands: POST with a Bearer token only, `oldest` ignored. */
async function emulator() {
  const server = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      tokens: { [token]: { login: 'U000000001' } },
      slack: {
        team: { name: 'Ropes', domain: 'ropes' },
        users: [{ name: 'ada', real_name: 'Ada Field', email: 'ada@ropes.example' }],
        channels: [{ name: 'belaying' }],
      },
    },
  });
  return { url: server.url, [Symbol.asyncDispose]: () => server.close() };
}

/** Posts as a person would, by the server's own API. */
async function post(
  url: string,
  channel: string,
  text: string,
  threadTs?: string,
): Promise<string> {
  const response = await fetch(`${url}/api/chat.postMessage`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel, text, thread_ts: threadTs }),
  });
  // what this method answers
  const { ts } = (await response.json()) as { ts?: string };
  if (!ts) throw new Error(`${text} was not posted`);
  return ts;
}

test('[SYN-2] a server that we did not write is read whole', async () => {
  await using server = await emulator();
  const slack = new SlackWorkspace({
    token,
    clock: new LeapClock(),
    apiUrl: `${server.url}/api/`,
    rate: 'unlimited',
  });

  expect(await slack.identity()).toMatchObject({ domain: 'ropes', name: 'Ropes' });
  const channels: Channel[] = [];
  for await (const page of slack.channels()) channels.push(...page);
  const channel = channels.find(({ name }) => name === 'belaying');
  if (!channel) throw new Error('the channel is not listed');
  await slack.join(channel.id);

  const root = await post(server.url, channel.id, 'on belay?');
  const reply = await post(server.url, channel.id, 'belay on', root);
  const last = await post(server.url, channel.id, 'climbing');

  const page = await slack.history(channel.id, { limit: 1 });
  expect(page).toMatchObject({ hasMore: true, messages: [{ ts: last, text: 'climbing' }] });
  const next = await slack.history(channel.id, { limit: 1, cursor: page.cursor ?? '' });
  expect(next.messages).toMatchObject([{ ts: root, threadTs: root, thread: { replyCount: 1 } }]);

  const since = await slack.history(channel.id, { oldest: root });
  expect(since).toMatchObject({ hasMore: false, messages: [{ ts: last }] });

  const thread = await slack.replies(channel.id, root, {});
  expect(thread.messages.map(({ ts }) => ts)).toEqual([root, reply]);
  const people = [];
  for await (const each of slack.people()) people.push(...each);
  expect(people).toContainEqual(expect.objectContaining({ email: 'ada@ropes.example' }));
  expect(await slack.groups()).toBeInstanceOf(Map);
});
