import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OutboxStage, outboxStage } from '../testing/outbox-stage.ts';
import { mostLate, readLate } from './read-late.ts';

let stage: OutboxStage;
beforeAll(async () => {
  stage = await outboxStage();
});
afterAll(() => stage.close());

test('[NTF-4] however many escalations wait for Slack, each has its turn to be told elsewhere', async () => {
  const channel = stage.channel('away');
  const card = await stage.card(channel);
  const said: string[] = [];
  while (said.length < mostLate + 20)
    said.push(await stage.say(channel, 'help', { card, kind: 'event', event: 'escalation' }));
  await stage.say(channel, 'no call for help', { card });
  const since = Date.now() + 60_000;
  const first = await readLate(stage.pool, stage.place, { since, after: 0 });
  const after = first.at(-1)?.n ?? 0;
  const second = await readLate(stage.pool, stage.place, { since, after });
  expect([...first, ...second].map(({ id }) => id)).toEqual(said);
  expect(first).toHaveLength(mostLate);
  expect(await readLate(stage.pool, stage.place, { since: Date.now() - 60_000, after: 0 })).toEqual(
    [],
  );
});
