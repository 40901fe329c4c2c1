import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { type DeskWorld, deskWorld } from '../visitors/testing/desk-world.ts';
import { lowRating } from './low-rating.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld({
    rating: { kind: 'stars', low_stars: 3 },
    rules: [{ on: 'low_rating' }],
  });
});
afterAll(() => world.close());

const begun = async () => {
  const visitor = await world.visit();
  const { conversation } = await visitor.say('hello');
  const uuid = uuidOf('cnv', conversation.id) ?? '';
  const rate = (body: unknown) =>
    visitor.call('POST', `/v1/widget/conversations/${conversation.id}/rating`, body);
  const jobs = async () =>
    (
      await world.server.pool.query<{ key: string; wait: number }>(
        `select key, round(extract(epoch from run_at - updated_at))::int as wait
         from graphile_worker.jobs where key like $1`,
        [`low_rating:${uuid}%`],
      )
    ).rows;
  const settle = (cycle = 1) =>
    lowRating(world.server.ctx, { tenant: world.owner.tenant, conversation: uuid, cycle });
  const told = async () =>
    (
      await world.server.pool.query<{ kind: string }>(
        `select kind, data - 'conversation_id' as data from announcement
         where conversation = $1 and kind like 'rating.%' order by at, kind`,
        [uuid],
      )
    ).rows;
  const state = async () => {
    const answer = await world.owner.call('GET', `/v1/desk/visitors/${visitor.session.visitor.id}`);
    return ((await answer.json()) as { conversations: Record<string, unknown>[] }).conversations[0];
  };
  return { visitor, conversation, rate, jobs, settle, told, state };
};

test('[NTF-8] a low rating is told ten seconds after its last change, once, as it is then', async () => {
  const { rate, jobs, settle, told, state } = await begun();
  expect((await rate({ stars: 5 })).status).toBe(200);
  expect((await rate({ stars: 2, comment: 'too slow' })).status).toBe(200);
  const waiting = await jobs();
  expect(waiting).toHaveLength(1);
  expect(waiting[0]?.wait).toBeGreaterThanOrEqual(8);
  expect(await told()).toEqual([]);
  await settle();
  await settle();
  const data = { thumb: null, stars: 2, comment: 'too slow' };
  expect(await told()).toEqual([
    { kind: 'rating.given', data },
    { kind: 'rating.low', data },
  ]);
  expect(await state()).toMatchObject({
    state: 'waiting',
    rating: { stars: 2, low: true },
    escalation: { reasons: [{ reason: 'low_rating' }] },
  });
});

test('[NTF-8] who thought better of it is not announced as angry', async () => {
  const { rate, settle, told, state } = await begun();
  await rate({ thumb: 'down' });
  await rate({ thumb: 'up', comment: 'a slip' });
  await settle();
  expect((await told()).map(({ kind }) => kind)).toEqual(['rating.given']);
  expect(await state()).toMatchObject({ state: 'agent', rating: { thumb: 'up', low: false } });
});

test('[NTF-8] each cycle has its own rating; one that nobody gave is not told', async () => {
  const { rate, settle, told } = await begun();
  await rate({ thumb: 'down' });
  await settle(2);
  expect(await told()).toEqual([]);
  await settle(1);
  expect(await told()).toHaveLength(2);
});

test('[NTF-8] a rating that is changed after it was told asks for nobody again', async () => {
  const { rate, settle, told, visitor, conversation, state } = await begun();
  await rate({ thumb: 'down' });
  await settle();
  const waiting = (await state()) as { escalation: { id: string } };
  const back = await visitor.call('POST', `/v1/widget/conversations/${conversation.id}/continue`, {
    escalation_id: waiting.escalation.id,
  });
  expect(back.status).toBe(200);
  await rate({ stars: 1 });
  await settle();
  expect(await told()).toHaveLength(2);
  expect(await state()).toMatchObject({ state: 'agent', rating: { stars: 1 } });
});

test.each([{}, { comment: 'no' }, { stars: 6 }, { stars: 0 }, { thumb: 'sideways' }])(
  '[DSK-2] %j is no rating',
  async (body) => {
    const { rate, jobs } = await begun();
    expect((await rate(body)).status).toBe(422);
    expect(await jobs()).toEqual([]);
  },
);
