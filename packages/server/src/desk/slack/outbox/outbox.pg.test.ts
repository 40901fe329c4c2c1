import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import type { Outbox } from './start-outbox.ts';
import { type OutboxStage, outboxStage } from './testing/outbox-stage.ts';

let stage: OutboxStage;
let outbox: Outbox | undefined;
beforeAll(async () => {
  stage = await outboxStage();
});
afterEach(async () => {
  await outbox?.stop();
  outbox = undefined;
  stage.sandbox.faults.clear();
});
afterAll(() => stage.close());

test('[NTF-4] what a commit says is posted, in order, with its key, and a card’s thread follows its root', async () => {
  const channel = stage.channel('order');
  const card = await stage.card(channel);
  // written before anybody sends: the root comes first, history last
  const root = await stage.say(channel, 'root', { kind: 'card', card });
  await stage.say(channel, 'history', { kind: 'history', card, rank: 1 });
  await stage.say(channel, 'line one', { card });
  await stage.say(channel, 'line two', { card });
  outbox = await stage.start();
  await eventually(() => stage.states()).toEqual({ posted: 4 });
  const { ts } = await stage.row(root);
  expect(stage.texts(channel)).toEqual(['root v1']);
  expect(stage.thread(channel, String(ts)).slice(-3)).toEqual([
    'line one v1',
    'line two v1',
    'history v1',
  ]);
  expect(stage.messages(channel)[0]).toMatchObject({
    metadata: { event_payload: { key: `pst_${root.replaceAll('-', '')}` } },
  });
});
