import { randomUUID } from 'node:crypto';
import type { ConversationSlackView } from '@belay/contract/desk/slack-conversation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf, uuidv7 } from '../../../memory/ids.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';

let world: SlackDeskWorld;
let conversation: string;
let card: string;

beforeAll(async () => {
  world = await slackDeskWorld({ jobs: false, outbox: false });
  const visitor = await world.visit();
  const { conversation: said } = await visitor.say('Is the rope red?');
  conversation = said.id;
  card = await cardIn(world.channels.support, { ts: '1700000000.000100', isHome: true });
});
afterAll(() => world.close());

const uuid = () => uuidOf('cnv', conversation) ?? '';
const read = async () => {
  const answer = await world.owner.call('GET', `/v1/desk/conversations/${conversation}/slack`);
  return (await answer.json()) as ConversationSlackView;
};

async function cardIn(channel: string, { ts = null as string | null, isHome = false }) {
  const { tenant, uuid: agent } = world.agent;
  const id = uuidv7(Date.now());
  await world.server.pool.query(
    `insert into slack_card (tenant, id, agent, conversation, installation, channel, ts, is_home)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (tenant, conversation, installation, channel) do update
       set ts = $7, is_home = $8`,
    [tenant, id, agent, uuid(), world.installation, channel, ts, isHome],
  );
  const { rows } = await world.server.pool.query<{ id: string }>(
    'select id from slack_card where conversation = $1 and channel = $2',
    [uuid(), channel],
  );
  return rows[0]?.id ?? '';
}

test('[TKO-2] the inbox names each channel that has a card, the home one, and what is broken', async () => {
  await cardIn(world.channels.all, {});
  await world.server.pool.query(
    `insert into slack_channel (tenant, installation, channel, name, trouble, since)
     values ($1, $2, $3, 'all', 'archived', now()), ($1, $2, $4, 'support', null, null)
     on conflict (tenant, installation, channel) do update
       set name = excluded.name, trouble = excluded.trouble`,
    [world.agent.tenant, world.installation, world.channels.all, world.channels.support],
  );
  const { cards } = await read();
  expect(cards).toHaveLength(2);
  expect(cards.find(({ home }) => home)).toMatchObject({
    channel: { id: world.channels.support, name: 'support' },
    permalink: `${world.sandbox.url}/archives/${world.channels.support}/p1700000000000100`,
    trouble: null,
  });
  expect(cards.find(({ home }) => !home)).toMatchObject({
    channel: { name: 'all' },
    permalink: null,
    trouble: 'archived',
  });
});

test('[TKO-4] a held line is shown with its words, its author and why; not after its time', async () => {
  const ann = await world.colleague('Ann Fisher');
  const line = (fields: { text: string; ts: string; minutes: number; fate?: string }) =>
    world.server.pool.query(
      `insert into slack_line (tenant, id, installation, channel, ts, card, conversation, user_id,
         person, fate, reason, choices, held_until, body, thread_ts)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'other_owner', '{steal}',
         now() + make_interval(mins => $11), $12, '1700000000.000100')`,
      [
        ...[world.agent.tenant, randomUUID(), world.installation, world.channels.support],
        ...[fields.ts, card, uuid(), ann.slack, ann.id, fields.fate ?? 'held', fields.minutes],
        JSON.stringify({ text: fields.text, blocks: [{ type: 'hostile', elements: 7 }] }),
      ],
    );
  await line({ text: 'It is *red*. &lt;b&gt;', ts: '1700000001.000100', minutes: 9 });
  await line({ text: 'too late', ts: '1700000002.000100', minutes: -1 });
  await line({ text: 'sent', ts: '1700000003.000100', minutes: 9, fate: 'sent' });
  const { held } = await read();
  expect(held).toMatchObject([
    {
      conversation_id: conversation,
      text: expect.stringContaining('<b>'),
      author: { user_id: ann.slack, person_id: ann.id },
      choices: ['steal'],
      sentence: 'Kept internal: Team has this conversation.',
      permalink: expect.stringContaining('thread_ts=1700000000.000100'),
    },
  ]);
});

test('[NTF-6] the ladder of the escalation that stands is told step by step', async () => {
  expect((await read()).ladder).toEqual([]);
  await world.owner.call('POST', `/v1/desk/conversations/${conversation}/escalate`, {});
  const { rows } = await world.server.pool.query<{ escalation: string }>(
    'select escalation from conversation where id = $1',
    [uuid()],
  );
  const escalation = rows[0]?.escalation;
  await world.server.pool.query('delete from ladder_step where escalation = $1', [escalation]);
  await world.server.pool.query(
    `insert into ladder_step (tenant, conversation, escalation, step, due_at, state, note, done_at)
     values ($1, $2, $3, 0, now(), 'done', 'The card was posted.', now()),
            ($1, $2, $3, 1, now() + interval '5 min', 'waiting', null, null),
            ($1, $2, $3, 9, null, 'waiting', null, null),
            ($1, $2, $4, 1, now(), 'stopped', null, null)`,
    [world.agent.tenant, uuid(), escalation, randomUUID()],
  );
  const { ladder } = await read();
  expect(ladder.map((step) => [step.step, step.do, step.state])).toEqual([
    [0, 'card', 'done'],
    [1, 'remind', 'waiting'],
    // the settings have no such step any more
    [9, null, 'waiting'],
  ]);
});

test('[SEC-2] another organisation’s conversation is not there', async () => {
  const stranger = await world.server.signup();
  const path = `/v1/desk/conversations/${conversation}/slack`;
  expect((await stranger.call('GET', path)).status).toBeGreaterThanOrEqual(403);
  const missing = path.replace(/cnv_\w+/, `cnv_${'0'.repeat(32)}`);
  expect((await world.owner.call('GET', missing)).status).toBe(404);
});
