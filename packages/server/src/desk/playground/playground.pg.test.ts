import type { PlaygroundEvent } from '@belay/contract/desk/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invitePerson } from '../../testing/test-person.ts';
import { type AnswerWorld, answerWorld } from '../answer/testing/answer-world.ts';
import { type ModelStandIn, startModelStandIn } from '../answer/testing/model-stand-in.ts';

let world: AnswerWorld;
let model: ModelStandIn;
beforeAll(async () => {
  model = await startModelStandIn();
  world = await answerWorld({ rules: [{ on: 'words', words: ['lawyer'] }] });
  // nobody else could talk to it
  await world.server.pool.query('update agent set is_public = false');
});
afterAll(async () => {
  await world.close();
  await model.close();
});

const path = () => `/v1/agents/${world.agent.id}/playground`;
async function ask(...texts: string[]): Promise<PlaygroundEvent[]> {
  const messages = texts.map((text, index) => ({
    role: (texts.length - index) % 2 === 1 ? 'visitor' : 'agent',
    text,
  }));
  const answer = await world.owner.call('POST', path(), { messages });
  expect(answer.status).toBe(200);
  const body = await answer.text();
  return [...body.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
}
const last = async (...texts: string[]) => {
  const end = (await ask(...texts)).at(-1);
  if (end?.kind !== 'answer') throw new Error(`no answer: ${JSON.stringify(end)}`);
  return end;
};

test('[DSK-1] the playground shows what was recalled and why, the drafts, and the answer', async () => {
  const events = await ask('How long is the warranty on the kettle?');
  expect(events.map(({ kind }) => kind)).toEqual([
    ...['recalled', 'draft', 'draft', 'draft', 'answer'],
  ]);
  const [recalled] = events;
  if (recalled?.kind !== 'recalled') throw new Error('not recalled');
  expect(recalled.items[0]).toMatchObject({
    ...{ n: 1, label: 'Kettle K2 manual › Warranty', source: 'document' },
    why: expect.stringMatching(/^\d+ %: the words .*warranty/),
  });
  expect(recalled.items.slice(1).every(({ n }) => n === null)).toBe(true);
  expect(events.at(-1)).toMatchObject({
    ...{ kind: 'answer', grounded: true, answerer: 'built_in', hand_over: null },
    text: expect.stringContaining('three years'),
    citations: [{ n: 1, event_id: expect.stringMatching(/^evt_/) }],
  });
});

test('[DSK-4] it says that a conversation would be handed over, and why', async () => {
  expect((await last('I want to talk to a person')).hand_over).toEqual({
    reason: 'visitor',
    detail: null,
  });
  expect((await last('My lawyer will write')).hand_over).toEqual({
    reason: 'rule',
    detail: 'words: lawyer',
  });
  expect(await last('Do you sell bicycles?')).toMatchObject({ grounded: false, hand_over: null });
});

test('[DSK-3] what was said before counts', async () => {
  const end = await last('What are your opening hours?', 'From 10 to 19.', 'and on Saturday?');
  expect(end.text).toContain('9 to 20');
});

test('[NTF-8] nothing is kept, nobody is told', async () => {
  for (const table of ['conversation', 'message', 'desk_event', 'announcement', 'agent_turn'])
    expect([table, (await world.server.pool.query(`select 1 from ${table}`)).rowCount]).toEqual([
      table,
      0,
    ]);
});

test('[DSK-3] a model is tried out too; its failure is told in words, and the built-in one speaks', async () => {
  const put = await world.owner.call('PUT', '/v1/model', {
    ...{ url: model.url, model: 'stand-in', key: 'sk-secret', daily_tokens: null },
  });
  expect(put.status).toBe(200);
  await world.set({ answerer: 'model' });
  model.behave({ does: 'answer', text: 'Three years [1]. Tea?' });
  expect(await last('How long is the warranty on the kettle?')).toMatchObject({
    ...{ answerer: 'model', text: 'Three years [1]. Tea?', hand_over: null },
  });
  model.behave({ does: 'status', status: 503 });
  expect(await last('Do you sell bicycles?')).toMatchObject({
    answerer: 'built_in',
    hand_over: { reason: 'model_failed', detail: expect.stringContaining('503') },
  });
  await world.set({ answerer: 'built_in' });
});

test('[SEC-2] it is for those who manage the desk, and their own agents', async () => {
  const body = { messages: [{ role: 'visitor', text: 'Hello' }] };
  const otto = await invitePerson(world.server, world.owner, {
    email: 'otto@example.com',
    role: 'operator',
  });
  expect((await otto.call('POST', path(), body)).status).toBe(403);
  const nowhere = `/v1/agents/agt_${'0'.repeat(32)}/playground`;
  expect((await world.owner.call('POST', nowhere, body)).status).toBe(404);
  expect((await world.owner.call('POST', path(), { messages: [] })).status).toBe(422);
});
