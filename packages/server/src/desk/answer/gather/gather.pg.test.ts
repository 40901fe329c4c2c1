import type { ActionBody } from '@belay/contract/desk/action';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicId } from '../../../memory/ids.ts';
import { type Receiver, startReceiver } from '../../announce/testing/receiver.ts';
import type { TestVisitor } from '../../visitors/testing/desk-world.ts';
import { type AnswerWorld, answerWorld } from '../testing/answer-world.ts';
import { startModelStandIn } from '../testing/model-stand-in.ts';

let world: AnswerWorld;
let receiver: Receiver;
let vera: TestVisitor;
beforeAll(async () => {
  world = await answerWorld({ rules: [] });
  receiver = await startReceiver();
  await offer({});
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});
beforeEach(async () => {
  vera = await world.visit();
  receiver.received.length = 0;
});

async function offer(changes: Partial<ActionBody>) {
  const answer = await world.owner.call('POST', `/v1/agents/${world.agent.id}/actions`, {
    name: 'Book a tasting',
    description: 'Books a tasting for a group',
    phrases: ['book a tasting', 'Verkostung buchen'],
    parameters: [
      { key: 'guests', description: 'how many guests', kind: 'number' },
      { key: 'day', description: 'which day', kind: 'date' },
      { key: 'email', description: 'your e-mail address', kind: 'email' },
      {
        key: 'tea',
        description: 'black or green',
        kind: 'choice',
        choices: ['black', 'green'],
        required: false,
      },
    ],
    request: { method: 'POST', url: `${receiver.url}/book` },
    say: { done: 'Booked.', failed: 'That did not work.' },
    ...changes,
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
}

const chat = async (...words: string[]) => {
  let last = '';
  for (const text of words) last = (await world.ask(vera, text)).answer;
  return last;
};
const bodies = () =>
  receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const gatherings = async () => {
  const text = 'select stage, given from gathering where conversation = $1';
  return (await world.server.pool.query(text, [await world.conversationOf(vera)])).rows;
};

test('[DSK-5] an action is gathered in the chat, value by value, and runs when the visitor agrees', async () => {
  expect(await chat('Hi, I want to book a tasting!')).toBe(
    'Please tell me: how many guests “cancel” stops this.',
  );
  expect(await chat('many')).toBe('That isn’t a number. Please tell me: how many guests');
  expect(await chat('we are 6')).toBe('Please tell me: which day');
  expect(await chat('31.02.2027')).toMatch(/^I need a date/);
  expect(await chat('14.5.2027')).toBe('Please tell me: your e-mail address');
  expect(await chat('not telling')).toMatch(/^That doesn’t look like an e-mail address/);
  expect(await chat('it is Vera@Visitor.example, thanks')).toBe(
    'Please tell me: black or green One of: black, green (optional: “skip” leaves it out)',
  );
  expect(await chat('skip')).toBe(
    'Book a tasting:\n• how many guests: 6\n• which day: 2027-05-14\n• your e-mail address: vera@visitor.example\nShall I do this? Please answer “yes” or “no”.',
  );
  expect(bodies()).toEqual([]);
  expect(await chat('hm')).toBe('Please answer “yes” or “no”.');
  expect(await chat('yes please')).toBe('Booked.');
  expect(bodies()).toHaveLength(1);
  expect(JSON.stringify(bodies()[0])).toContain('vera@visitor.example');
  expect(await gatherings()).toEqual([]);
});

test('[DSK-5] "cancel" stops it, and so does "no"; nothing is sent', async () => {
  expect(await chat('book a tasting', '4', 'cancel')).toBe('Stopped. Nothing was sent.');
  expect(await chat('book a tasting', '4', '2027-05-14', 'a@b.example', 'green', 'no')).toBe(
    'Stopped. Nothing was sent.',
  );
  expect(await chat('How long is the warranty on the kettle?')).toContain('three years');
  expect(receiver.received).toEqual([]);
});

test('[DSK-5] a gathering asks in the visitor’s language', async () => {
  expect(await chat('Ich möchte bitte eine Verkostung buchen')).toBe(
    'Bitte sagen Sie mir: how many guests „Abbrechen“ beendet das.',
  );
});

test('[DSK-4] whoever asks for a person in the middle gets one, and the gathering ends', async () => {
  await chat('book a tasting', '4');
  const { state } = await world.ask(vera, 'I want to talk to a person');
  expect(state).toBe('waiting');
  expect(await gatherings()).toEqual([]);
});

test('[DSK-5] an attempt that was cut off takes the same words in once', async () => {
  await chat('book a tasting');
  const { conversation } = await vera.say('5');
  const id = await world.conversationOf(vera);
  // the process died after it had noted the number, before it said anything
  await world.server.pool.query(
    `update gathering set given = '{"guests": "5"}',
       turn = (select turn from conversation where id = $1) where conversation = $1`,
    [id],
  );
  await world.turn(id, { attempt: 2 });
  expect((await world.read(id)).answer).toBe('Please tell me: which day');
  expect(conversation.id).toBe(publicId('cnv', id));
  expect(await gatherings()).toMatchObject([{ given: { guests: '5' } }]);
});

test('[DSK-5] cut off after its request, it is not sent again', async () => {
  await chat('book a tasting', '4', '2027-05-14', 'a@b.example', 'green');
  await vera.say('yes');
  const id = await world.conversationOf(vera);
  await world.turn(id);
  expect(bodies()).toHaveLength(1);
  // as if nothing had been said or cleared after the request
  await world.server.pool.query(`update conversation set answered_turn = turn - 1 where id = $1`, [
    id,
  ]);
  await world.server.pool.query(
    `delete from message where conversation = $1 and text = 'Booked.'`,
    [id],
  );
  const { rows } = await world.server.pool.query(
    `insert into gathering (tenant, conversation, epoch, action, given, stage, turn)
     select c.tenant, c.id, c.epoch, a.id, '{"guests":"4","day":"2027-05-14","email":"a@b.example","tea":"green"}', 'running', c.turn
     from conversation c, action a where c.id = $1 returning turn`,
    [id],
  );
  expect(rows).toHaveLength(1);
  await world.turn(id, { attempt: 2 });
  expect((await world.read(id)).answer).toBe('Booked.');
  expect(bodies()).toHaveLength(1);
});

test('[DSK-5] a takeover ends it: after the hand back the agent asks for nothing more', async () => {
  await chat('book a tasting', '4');
  const at = `/v1/desk/conversations/${publicId('cnv', await world.conversationOf(vera))}`;
  const taken = await world.owner.call('POST', `${at}/take-over`, { text: 'I am here.' });
  const { conversation } = (await taken.json()) as { conversation: { claim: string } };
  await world.owner.call('POST', `${at}/hand-back`, { claim: conversation.claim });
  expect(await chat('2027-05-14')).toMatch(/^I don’t know/);
});

test('[DSK-5] a model that calls an action runs nothing: the visitor is asked for what is missing, and to agree', async () => {
  const model = await startModelStandIn();
  try {
    await world.server.pool.query(
      `insert into model_endpoint (tenant, url, model) values ($1, $2, 'stand-in')`,
      [world.agent.tenant, model.url],
    );
    await world.set({ answerer: 'model' });
    model.behave({
      does: 'answer',
      text: 'Gladly. ',
      calls: [
        {
          name: 'action_1',
          arguments: { guests: 6, day: 'whenever; drop table', email: 'a@b.example', admin: true },
        },
      ],
    });
    expect(await chat('Six of us would like to taste tea')).toBe(
      'Gladly.\nPlease tell me: which day “cancel” stops this.',
    );
    expect(await chat('2027-05-14', 'skip')).toMatch(/^Book a tasting:\n• how many guests: 6/);
    expect(model.asked).toHaveLength(1);
    expect(bodies()).toEqual([]);
    expect(await chat('yes')).toBe('Booked.');
    expect(bodies()).toHaveLength(1);
  } finally {
    await world.set({ answerer: 'built_in' });
    await world.server.pool.query('delete from model_endpoint');
    await model.close();
  }
});
