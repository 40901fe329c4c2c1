import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicId } from '../../../memory/ids.ts';
import { eventually } from '../../../testing/eventually.ts';
import type { DeskMoment } from '../../live/desk-feed.ts';
import type { TestVisitor } from '../../visitors/testing/desk-world.ts';
import { type AnswerWorld, answerWorld } from '../testing/answer-world.ts';
import { type ModelStandIn, startModelStandIn } from '../testing/model-stand-in.ts';

let world: AnswerWorld;
let model: ModelStandIn;
let vera: TestVisitor;
const said: DeskMoment[] = [];
beforeAll(async () => {
  model = await startModelStandIn();
  world = await answerWorld(
    { answerer: 'model', rules: [] },
    { BELAY_MODEL_URL: model.url, BELAY_MODEL: 'stand-in', BELAY_MODEL_KEY: 'sk-of-the-server' },
  );
  const { desk } = world.server.ctx;
  const say = desk.say.bind(desk);
  desk.say = (moment) => {
    said.push(moment);
    say(moment);
  };
});
afterAll(async () => {
  await world.close();
  await model.close();
});
beforeEach(async () => {
  vera = await world.visit();
  said.length = 0;
  world.server.ctx.modelHealth.answered(model.url);
});

const drafts = () =>
  said.flatMap(({ forVisitor }) => (forVisitor?.kind === 'draft' ? [forVisitor] : []));
const known = 'How long is the warranty on the kettle?';
const begun = async (text: string) => {
  await vera.say(text);
  return world.conversationOf(vera);
};

test('[DSK-3] sentences are shown one by one as drafts, then become the message', async () => {
  model.behave({
    does: 'answer',
    text: 'The kettle has a warranty [1]. It lasts three years [1]. Bye.',
  });
  const { answer } = await world.ask(vera, known);
  expect(drafts().map(({ attempt, n, text }) => [attempt, n, text])).toEqual([
    [1, 0, 'The kettle has a warranty [1]. '],
    [1, 1, 'It lasts three years [1]. '],
    [1, 2, 'Bye. '],
  ]);
  expect(answer).toBe('The kettle has a warranty [1]. It lasts three years [1]. Bye.');
  expect(model.asked.at(-1)?.authorization).toBe('Bearer sk-of-the-server');
});

test('[TKO-3] a takeover in the middle of a stream: nothing is said, the model is left, the draft kept', async () => {
  const id = await begun(known);
  const taken = Promise.withResolvers<void>();
  model.behave({ does: 'endless', words: 'This is one sentence. ', until: taken.promise });
  const turn = world.turn(id, { modelTiming: { firstTokenMs: 60_000, wholeMs: 60_000 } });
  await eventually(() => drafts().length).toBeGreaterThan(0);
  const at = `/v1/desk/conversations/${publicId('cnv', id)}`;
  expect((await world.owner.call('POST', `${at}/take-over`, {})).status).toBe(200);
  const shown = drafts().length;
  taken.resolve();
  await turn;
  const { state, lines } = await world.read(id);
  expect(state).toBe('human');
  expect(lines.filter(({ author, kind }) => author === 'agent' && kind === 'text')).toEqual([]);
  expect(lines.find(({ kind }) => kind === 'draft')?.text).toMatch(/^This is one sentence\./);
  expect(drafts().length).toBe(shown);
  await eventually(() => model.open()).toBe(0);
});

test('[DSK-8] a new message ends the turn before it: one answer, to both', async () => {
  const id = await begun('How long is the warranty');
  model.behave({ does: 'nothing' });
  const first = world.turn(id, { modelTiming: { firstTokenMs: 60_000, wholeMs: 60_000 } });
  await eventually(() => model.open()).toBe(1);
  await vera.say('on the kettle?');
  await first;
  model.behave({ does: 'answer', text: 'Three years [1].' });
  await world.turn(id);
  const { lines } = await world.read(id);
  expect(lines.filter(({ author }) => author === 'agent').map(({ text }) => text)).toEqual([
    'Three years [1].',
  ]);
  expect(JSON.stringify(model.asked.at(-1)?.messages)).toContain('warranty\\non the kettle?');
});

test('[DSK-3] the next attempt’s drafts stand above those of the one that died', async () => {
  const id = await begun(known);
  const { tenant } = world.agent;
  await world.server.pool.query(
    `insert into agent_turn (tenant, conversation, turn, attempt)
     select tenant, id, turn, 1 from conversation where tenant = $1 and id = $2`,
    [tenant, id],
  );
  model.behave({ does: 'cut', after: 'It lasts for ever. And' });
  await world.turn(id, { attempt: 2 });
  expect(new Set(drafts().map(({ attempt }) => attempt))).toEqual(new Set([2, 3]));
  expect((await world.read(id)).answer).toMatch(/^This is what I found/);
  await world.turn(id, { attempt: 3 });
  expect((await world.read(id)).lines.filter(({ author }) => author === 'agent')).toHaveLength(1);
});

test('[DSK-4] cut off between the answer and the hand-over that it had decided: it is handed over', async () => {
  const id = await begun('My order is lost');
  model.behave({ does: 'answer', text: 'I am sorry.' });
  await world.turn(id);
  await world.server.pool.query(
    `update agent_turn set hand_over = '{"reason": "agent", "detail": "lost order"}' where conversation = $1`,
    [id],
  );
  expect((await world.read(id)).state).toBe('agent');
  await world.turn(id, { attempt: 2 });
  await world.turn(id, { attempt: 3 });
  expect(await world.read(id)).toMatchObject({
    state: 'waiting',
    reasons: [{ reason: 'agent', detail: 'lost order' }],
  });
});

test('[DSK-1] an agent that is paused in the middle says nothing of its own', async () => {
  const id = await begun(known);
  model.behave({ does: 'nothing' });
  const turn = world.turn(id, { modelTiming: { firstTokenMs: 60_000, wholeMs: 60_000 } });
  await eventually(() => model.open()).toBe(1);
  const patch = (paused: boolean) =>
    world.owner.call('PATCH', `/v1/agents/${world.agent.id}`, { paused });
  expect((await patch(true)).status).toBe(200);
  await turn;
  const { lines } = await world.read(id);
  expect(lines.filter(({ author, kind }) => author === 'agent' && kind === 'text')).toEqual([]);
  expect(lines.at(-1)?.line?.code).toBe('agent_unavailable');
  await patch(false);
});

test('[DSK-3] what breaks on our side is tried again, then told', async () => {
  const id = await begun(known);
  await world.server.pool.query('alter table agent_turn rename to agent_turn_gone');
  try {
    await expect(world.turn(id, { attempt: 1 })).rejects.toThrow(/agent_turn/);
    await world.turn(id, { attempt: 3 });
  } finally {
    await world.server.pool.query('alter table agent_turn_gone rename to agent_turn');
  }
  expect(await world.read(id)).toMatchObject({
    state: 'waiting',
    reasons: [{ reason: 'model_failed' }],
  });
});

test('[DSK-3] a process that stops leaves the turn to the next one', async () => {
  const id = await begun(known);
  model.behave({ does: 'nothing' });
  const stop = new AbortController();
  const turn = world.turn(id, { signal: stop.signal });
  await eventually(() => model.open()).toBe(1);
  stop.abort();
  await expect(turn).rejects.toThrow();
  expect((await world.read(id)).lines).toHaveLength(1);
  model.behave({ does: 'answer', text: 'Three years [1].' });
  await world.turn(id, { attempt: 2 });
  expect((await world.read(id)).answer).toBe('Three years [1].');
});
