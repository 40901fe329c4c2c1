import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { type ConversationWorld, conversationWorld } from '../testing/conversation-world.ts';
import { closeConversation } from './close-conversation.ts';

let server: TestServer;
let world: ConversationWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
});
afterAll(() => server.close());

test('[DSK-8] the first word begins a conversation, announces it once and asks the agent', async () => {
  const vera = await world.visitor();
  const first = await world.say(vera, 'Hello', { clientId: 'one' });
  expect(first).toMatchObject({ isNew: true, isReplay: false });
  const again = await world.say(vera, 'Hello', { clientId: 'one' });
  expect(again).toEqual({ ...first, isNew: false, isReplay: true });
  await world.say(vera, 'Anybody?');
  const { conversation } = first;
  expect(await world.messages(conversation)).toMatchObject([
    { seq: 1, turn: 1, text: 'Hello', author: 'visitor' },
    { seq: 2, turn: 2, text: 'Anybody?' },
  ]);
  expect(await world.turns(conversation)).toEqual([2]);
  const kinds = await world.announced(conversation);
  expect(kinds.filter((kind) => kind === 'conversation.started')).toHaveLength(1);
  // no webhook wants single messages
  expect(kinds).not.toContain('message.created');
});

test('[TKO-4] fifty messages at once get the numbers 1 to 50, in one conversation, each told once', async () => {
  const vera = await world.visitor();
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) => world.say(vera, `word ${n}`, { clientId: `c${n % 50}` })),
  );
  expect(new Set(sent.map(({ conversation }) => conversation)).size).toBe(1);
  expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
  const conversation = sent[0]?.conversation ?? '';
  const messages = await world.messages(conversation);
  expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  expect(new Set(messages.map(({ text }) => text)).size).toBe(50);
  const told = (await world.news(conversation)).flatMap(({ forVisitor }) =>
    forVisitor?.kind === 'message' ? [forVisitor.message as { seq: number }] : [],
  );
  expect(told.map(({ seq }) => seq)).toEqual(messages.map(({ seq }) => seq));
});

test('[DSK-2] the same message sent many times at once is written once', async () => {
  const vera = await world.visitor();
  const sent = await Promise.all(
    Array.from({ length: 12 }, () => world.say(vera, 'again', { clientId: 'same' })),
  );
  expect(new Set(sent.map(({ message }) => message)).size).toBe(1);
  expect(sent.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
});

test('[DSK-8] within 30 days a closed conversation goes on, later another one begins', async () => {
  const { conversation, visitor } = await world.begin();
  await closeConversation(world.ctx, visitor, conversation);
  world.pass(29 * 24 * 60);
  const back = await world.say(visitor, 'One more thing', { conversation });
  expect(back).toMatchObject({ conversation, isNew: false });
  expect(await world.standing(conversation)).toMatchObject({ state: 'agent', cycle: 2 });
  expect((await world.messages(conversation)).map(({ code }) => code)).toEqual([
    null,
    'closed',
    'reopened',
    null,
  ]);
  await closeConversation(world.ctx, visitor, conversation);
  world.pass(31 * 24 * 60);
  const late = await world.say(visitor, 'Me again', { conversation });
  expect(late.isNew).toBe(true);
  expect(late.conversation).not.toBe(conversation);
});

test('[DSK-8] without a conversation the open one goes on, another begins only when it is asked for', async () => {
  const { conversation, visitor } = await world.begin();
  expect((await world.say(visitor, 'And?')).conversation).toBe(conversation);
  const beside = await world.say(visitor, 'New subject', { resume: false });
  expect(beside).toMatchObject({ isNew: true });
});

test('[SEC-2] somebody else’s conversation is one that isn’t there', async () => {
  const { conversation } = await world.begin();
  const eve = await world.visitor('Eve');
  await expect(world.say(eve, 'let me in', { conversation })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('[DSK-1] a paused agent takes no new conversations, and says so where one is under way', async () => {
  const { conversation, visitor } = await world.begin();
  const turns = await world.turns(conversation);
  await world.serving(false);
  try {
    await expect(world.say(await world.visitor(), 'Hello')).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'agent_unavailable' },
    });
    await world.say(visitor, 'Still there?');
    await world.say(visitor, 'Hello?');
  } finally {
    await world.serving(true);
  }
  expect((await world.messages(conversation)).map(({ code, text }) => code ?? text)).toEqual([
    'How do I coil a rope?',
    'Still there?',
    'agent_unavailable',
    'Hello?',
  ]);
  expect(await world.turns(conversation)).toEqual(turns);
});

test('[NTF-8] a test conversation needs no public agent and announces nothing', async () => {
  await world.serving(false);
  try {
    const { conversation } = await world.say(await world.visitor(), 'Testing', { isTest: true });
    expect(await world.announced(conversation)).toEqual([]);
    expect(await world.turns(conversation)).toEqual([1]);
  } finally {
    await world.serving(true);
  }
});

test('[DSK-2] nothing at all is no message', async () => {
  const vera = await world.visitor();
  await expect(world.say(vera, ' \n ')).rejects.toThrow(/nothing in it/);
});
