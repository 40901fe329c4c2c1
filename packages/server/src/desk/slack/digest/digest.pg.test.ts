import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../context.ts';
import { eventually } from '../../../testing/eventually.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import type { DigestData } from './digest-data.ts';
import { sendDigests } from './send-digests.ts';

let world: SlackDeskWorld;
let now: Date;
beforeAll(async () => {
  world = await slackDeskWorld({ jobs: false });
  const hours = { zone: 'Europe/Berlin', week: {} };
  await world.server.pool.query(
    `update agent set settings = settings || jsonb_build_object('hours', $1::jsonb)`,
    [JSON.stringify(hours)],
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.bind({
    default_channel: world.channels.support,
    digest: { channel: world.channels.all, at: '09:00' },
  });
  const { pool } = world.server;
  await pool.query(`update slack_binding set connected_at = '2026-01-01'`);
  await pool.query('delete from slack_digest');
  await pool.query(`delete from slack_post where kind = 'digest'`);
});

const ctx = (): Context => ({ ...world.server.ctx, now: () => now.getTime() });
/** Many processes look at once. */
const look = async (moment: string) => {
  now = new Date(moment);
  await Promise.all(Array.from({ length: 5 }, () => sendDigests(ctx())));
};
const told = async () =>
  (
    await world.server.pool.query<{ data: DigestData; channel: string }>(
      `select data, channel from slack_post where kind = 'digest' order by n`,
    )
  ).rows;
const days = async () => (await told()).map(({ data }) => data.day);

test('[NTF-6] once a day at the local time, by however many processes, and once after an outage', async () => {
  // 08:59 in Berlin
  await look('2026-06-10T06:59:00Z');
  expect(await days()).toEqual([]);
  await look('2026-06-10T07:00:30Z');
  await look('2026-06-10T15:00:00Z');
  expect(await days()).toEqual(['2026-06-09']);
  await look('2026-06-11T06:59:00Z');
  expect(await days()).toEqual(['2026-06-09']);
  // three days away, back in the afternoon
  await look('2026-06-13T13:00:00Z');
  expect(await days()).toEqual(['2026-06-09', '2026-06-12']);
});

test('[NTF-6] who connects after that time hears tomorrow; without a workspace nobody hears', async () => {
  const { pool } = world.server;
  await pool.query(`update slack_binding set connected_at = '2026-06-10T08:00:00Z'`);
  await look('2026-06-10T09:00:00Z');
  expect(await days()).toEqual([]);
  await pool.query(`update slack_installation set state = 'revoked'`);
  await look('2026-06-11T09:00:00Z');
  expect(await days()).toEqual([]);
  await pool.query(`update slack_installation set state = 'active'`);
  await look('2026-06-11T09:00:00Z');
  expect(await days()).toEqual(['2026-06-10']);
});

let number = 0;
/** A conversation of that day; times are UTC, two hours before Berlin's. */
async function conversation({
  at,
  words = [],
  escalated,
  claimed,
  low,
  isTest = false,
}: {
  at: string;
  words?: [author: string, at: string][];
  escalated?: string;
  claimed?: string;
  low?: boolean;
  isTest?: boolean;
}): Promise<void> {
  const { pool } = world.server;
  const { tenant, uuid: agent } = world.agent;
  const [visitor, id] = [randomUUID(), randomUUID()];
  number += 1;
  await pool.query('insert into visitor (tenant, id) values ($1, $2)', [tenant, visitor]);
  await pool.query(
    `insert into conversation (tenant, id, number, agent, visitor, state, created_at, visitor_spoke_at, is_test, rating)
     values ($1, $2, $8, $3, $4, 'agent', $5, $5, $6, $7)`,
    [
      ...[tenant, id, agent, visitor, at, isTest],
      low === undefined ? null : JSON.stringify({ low, at, thumb: null, stars: 1, comment: '' }),
      number,
    ],
  );
  for (const [index, [author, said]] of [['visitor', at], ...words].entries())
    await pool.query(
      `insert into message (tenant, id, conversation, seq, cycle, turn, author, kind, text, via, created_at)
       values ($1, $2, $3, $4, 1, 1, $5, 'text', 'secret words', 'widget', $6)`,
      [tenant, randomUUID(), id, index + 1, author, said],
    );
  for (const [kind, moment] of [
    ['conversation.escalated', escalated],
    ['conversation.claimed', claimed],
  ])
    if (moment !== undefined)
      await pool.query(
        `insert into announcement (tenant, id, kind, agent, conversation, about, data, at)
         values ($1, $2::uuid, $3, $4, $5, $2::uuid::text, '{}', $6)`,
        [tenant, randomUUID(), kind, agent, id, moment],
      );
}

test('[NTF-6] the figures of a day: who answered, how soon somebody came, who was missed, what visitors thought', async () => {
  const at = '2026-06-09T10:00:00Z';
  const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  await conversation({ at, words: [['agent', later(1)]], low: false });
  await conversation({ at, words: [['agent', later(1)]], isTest: true, low: true });
  for (const minutes of [2, 4, 30])
    await conversation({
      ...{ at, escalated: at, claimed: later(minutes) },
      words: [
        ['agent', later(1)],
        ['operator', later(40)],
      ],
    });
  await conversation({ at, escalated: at, low: true });
  // the day before in Berlin, and the day after
  await conversation({ at: '2026-06-08T21:59:59Z', words: [['operator', '2026-06-08T21:59:59Z']] });
  await conversation({ at: '2026-06-09T22:00:00Z', escalated: '2026-06-09T22:00:00Z' });
  await look('2026-06-10T08:00:00Z');
  expect(await told()).toEqual([
    {
      channel: world.channels.all,
      data: {
        day: '2026-06-09',
        ...{ conversations: 5, by_agent: 1, by_people: 3 },
        ...{ median_claim_ms: 4 * 60_000, missed: 1, good: 1, low: 1 },
      },
    },
  ]);
  const shown = () => JSON.stringify(world.posts(world.channels.all).at(-1) ?? null);
  await eventually(shown).toContain('5 (1 answered by the agent alone, 3 taken by people)');
  const words = shown();
  for (const part of ['Yesterday at Robin', '4 min', 'Nobody came']) expect(words).toContain(part);
  expect(words).not.toContain('secret words');
});
