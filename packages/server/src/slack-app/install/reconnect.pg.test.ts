import { afterAll, beforeAll, expect, test } from 'vitest';
import { quickOutbox } from '../../desk/slack/outbox/testing/quick-outbox.ts';
import { eventually } from '../../testing/eventually.ts';
import { type InstallWorld, installWorld } from '../testing/install-world.ts';

let w: InstallWorld;
let channel = '';
beforeAll(async () => {
  w = await installWorld({ jobs: true, outbox: quickOutbox });
  channel = w.sandbox.world.addChannel({
    name: 'support',
    members: [w.mara, w.sandbox.app.botUserId],
  }).id;
});
afterAll(() => w.close());

interface Shown {
  ts: string;
  text: string;
  bot_id?: string;
}
const shown = () => {
  const found = w.sandbox.truth.now().channels.find(({ id }) => id === channel);
  return {
    roots: (found?.messages ?? []) as unknown as Shown[],
    thread: (ts: string) => (found?.threads[ts] ?? []) as unknown as Shown[],
  };
};
const disconnect = () => w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/disconnect`, {});

test('[INS-4] disconnected nothing is posted any more; reconnected, the threads of before go on', async () => {
  expect(await w.add()).toBe('connected');
  await w.server.pool.query(
    `update slack_binding set settings = settings || $1 where tenant = $2`,
    [
      JSON.stringify({
        default_channel: channel,
        events: Object.fromEntries(
          ['new_conversation', 'escalation', 'low_rating', 'lead', 'action'].map((event) => [
            event,
            { enabled: true, channel: null },
          ]),
        ),
      }),
      w.owner.tenant,
    ],
  );
  const ann = await w.visit();
  const { conversation } = await ann.say('The rope is frayed. I want a person.');
  const escalate = `/v1/widget/conversations/${conversation.id}/escalate`;
  expect((await ann.call('POST', escalate, {})).ok).toBe(true);
  await eventually(() => shown().roots.length).toBeGreaterThan(0);
  const [card] = shown().roots;
  await eventually(() => shown().thread(card?.ts ?? '').length).toBeGreaterThan(0);
  const onTheirWay = async () =>
    (await w.server.pool.query(`select from slack_post where state in ('waiting', 'sending')`))
      .rowCount;
  await eventually(onTheirWay).toBe(0);

  expect(await (await disconnect()).json()).toMatchObject({ removed: true });
  const asked = () => w.sandbox.calls.of('chat.postMessage').calls;
  const before = asked();
  await ann.say('Is anybody there?');
  const bob = await w.visit();
  await bob.say('Hello?');
  await eventually(onTheirWay).toBe(0);
  expect(asked()).toBe(before);
  expect(await w.add()).toBe('connected');
  // what people typed there meanwhile was heard by nobody
  const { rows: owed } = await w.server.pool.query(
    `select from graphile_worker._private_jobs where key like 'slack_reread:%'`,
  );
  expect(owed).toHaveLength(1);

  await ann.say('Still here.');
  const inThread = () =>
    shown()
      .thread(card?.ts ?? '')
      .map(({ text }) => text)
      .join('\n');
  await eventually(inThread).toContain('Still here.');
  expect(asked()).toBeGreaterThan(before);
  // the first card is still the only one of that conversation
  const { rows } = await w.server.pool.query<{ ts: string }>(
    'select ts from slack_card where ts is not null',
  );
  expect(rows.map(({ ts }) => ts)).toContain(card?.ts);
});
