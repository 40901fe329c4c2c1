import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recall } from '../../memory/recall/recall.ts';
import { eventually } from '../../testing/eventually.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { agentCaller } from '../agents/agent-caller.ts';
import {
  type ConversationWorld,
  conversationWorld,
} from '../conversation/testing/conversation-world.ts';
import { addNote } from '../conversation/verbs/add-note.ts';
import { agentReply } from '../conversation/verbs/agent-reply.ts';
import { deleteMessage } from '../conversation/verbs/delete-message.ts';
import { editMessage } from '../conversation/verbs/edit-message.ts';
import { handBack } from '../conversation/verbs/hand-back.ts';
import { reply } from '../conversation/verbs/reply.ts';
import { takeOver } from '../conversation/verbs/take-over.ts';
import { teachMessage } from '../conversation/verbs/teach-message.ts';
import { forgetLearned, standingVersions } from './forget-learned.ts';
import { learnAnswer } from './learn-answer.ts';

let server: TestServer;
let world: ConversationWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
});
afterAll(() => server.close());

/** Runs the jobs of learning that wait, each `times` times: a job may be cut off and begun again. */
async function work(times = 1): Promise<number> {
  const { rows } = await server.pool.query<{ payload: { tenant: string; message: string } }>(
    `select payload from graphile_worker._private_jobs where key like 'learn:%' order by id`,
  );
  for (const { payload } of rows)
    for (let n = 0; n < times; n += 1)
      await learnAnswer(world.ctx, payload, {
        signal: new AbortController().signal,
        attempt: 1,
        isLast: false,
      });
  await server.pool.query(`delete from graphile_worker._private_jobs where key like 'learn:%'`);
  return rows.length;
}

async function answered(text: string, asked: string) {
  const visitor = await world.visitor('Vera Visitor');
  const { conversation } = await world.say(visitor, asked);
  await takeOver(world.ctx, world.ann, conversation);
  const { message } = await reply(world.ctx, world.ann, conversation, {
    text,
    clientId: randomUUID(),
  });
  return { conversation, message, visitor };
}

/** What the agent would find for a question. */
async function found(query: string): Promise<string[]> {
  const caller = await agentCaller(world.ctx, { tenant: world.tenant, agent: world.agent });
  const { events } = await recall(world.ctx, caller, {
    scopes: caller.scopes,
    view: 'descend',
    citation_mode: 'none',
    diagnostics: 'none',
    query,
  });
  return events.flatMap(({ item }) => {
    const { content } = item as { content: { kind: string; text: string } };
    return content.kind === 'text' ? [content.text] : [];
  });
}

test('[DSK-7] a marked answer is found for the next visitor, below the question it answered', async () => {
  const { conversation, message } = await answered(
    'A figure-eight loop holds best.',
    'Which knot for a harness?',
  );
  expect(await work()).toBe(0);
  await eventually(() => found('knot harness')).toEqual([]);
  await teachMessage(world.ctx, world.bob, conversation, message, true);
  expect(await work(2)).toBe(1);
  await eventually(() => found('which knot fits my harness')).toEqual([
    'Which knot for a harness?\nA figure-eight loop holds best.',
  ]);
  const { rows } = await server.pool.query(
    `select scope, idempotency_key as key, observed_actor as actor, modality from event
     where tenant = $1 and idempotency_key = $2`,
    [world.tenant, `desk:${message}`],
  );
  expect(rows).toEqual([
    {
      scope: `org:rope-co/source:desk/agent:${world.agent.replaceAll('-', '')}`,
      key: `desk:${message}`,
      actor: world.ann.actor,
      modality: 'qa',
    },
  ]);
});

test('[DSK-7] an edit is a new version that takes the old one’s place; deleted, nothing is left', async () => {
  const { conversation, message } = await answered('Thirty metres.', 'How long is the zebra rope?');
  await teachMessage(world.ctx, world.ann, conversation, message, true);
  await work();
  await editMessage(world.ctx, world.ann, conversation, message, 'Forty metres.');
  await work(2);
  await eventually(() => found('zebra rope')).toEqual([
    'How long is the zebra rope?\nForty metres.',
  ]);
  const versions = await standingVersions(server.pool, world.tenant, [message]);
  expect(versions).toHaveLength(2);
  expect(versions[1]?.key).toMatch(/^desk:[0-9a-f-]{36}:m\.[a-z2-7]{10}$/);
  await deleteMessage(world.ctx, world.ann, conversation, message);
  await work(2);
  await eventually(() => found('zebra rope')).toEqual([]);
  expect(await standingVersions(server.pool, world.tenant, [message])).toEqual([]);
});

test('[DSK-7] unmarked it is forgotten, marked again it is learned again', async () => {
  const { conversation, message } = await answered('On Tuesdays.', 'When is the quagga class?');
  for (const taught of [true, false, true]) {
    await teachMessage(world.ctx, world.ann, conversation, message, taught);
    await work();
    await eventually(() => found('quagga class')).toHaveLength(taught ? 1 : 0);
  }
});

test('[DSK-7] `all` learns every answer of a person, `off` none, and never notes or the agent’s words', async () => {
  await world.settings({ learn: 'all' });
  const all = await answered('Beeswax.', 'What do I rub on an okapi rope?');
  const by = (text: string) => ({ text, clientId: randomUUID() });
  const note = await addNote(world.ctx, world.ann, all.conversation, by('okapi: a difficult one'));
  await handBack(world.ctx, world.ann, all.conversation);
  await world.say(all.visitor, 'And the okapi knots?', { conversation: all.conversation });
  const { turn } = await world.standing(all.conversation);
  const ref = { tenant: world.tenant, conversation: all.conversation, turn };
  await agentReply(world.ctx, ref, { text: 'okapi knots hold', citations: [], grounded: true });
  await work();
  await eventually(() => found('okapi')).toEqual(['What do I rub on an okapi rope?\nBeeswax.']);
  for (const message of [note.message, (await world.messages(all.conversation)).at(-1)?.id ?? ''])
    await expect(
      teachMessage(world.ctx, world.ann, all.conversation, message, true),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  await world.settings({ learn: 'off' });
  const off = await answered('No.', 'Do you sell gnus?');
  await expect(
    teachMessage(world.ctx, world.ann, off.conversation, off.message, true),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: /doesn’t learn/ });
  expect(await work()).toBe(0);
  await world.settings({ learn: 'ask' });
});

test('[DSK-7] names, addresses, numbers and secrets of a visitor teach nobody', async () => {
  const { conversation, message } = await answered(
    'Hello Vera, I wrote to vera@mail.example about the lemur bag.',
    `I am vera@mail.example, +44 20 7946 0958, my key is ghp_${'a1B2'.repeat(9)}. Where is my lemur bag?`,
  );
  await teachMessage(world.ctx, world.ann, conversation, message, true);
  await work();
  await eventually(() => found('lemur bag')).toHaveLength(1);
  const [text = ''] = await found('lemur bag');
  expect(text).toContain('lemur bag');
  for (const secret of ['vera', 'Vera', '7946', 'a1B2']) expect(text).not.toContain(secret);
});

test('[SEC-7] an erased conversation is forgotten, also by a job that was under way', async () => {
  const { conversation, message } = await answered('By post.', 'How do I return a tapir sling?');
  await teachMessage(world.ctx, world.ann, conversation, message, true);
  await work();
  expect(await forgetLearned(world.ctx, world.tenant, conversation)).toBe(1);
  expect(await forgetLearned(world.ctx, world.tenant, conversation)).toBe(0);
  await eventually(() => found('tapir sling')).toEqual([]);
  await server.pool.query('delete from conversation where tenant = $1 and id = $2', [
    world.tenant,
    conversation,
  ]);
  await learnAnswer(
    world.ctx,
    { tenant: world.tenant, message },
    { signal: new AbortController().signal, attempt: 1, isLast: false },
  );
  await eventually(() => found('tapir sling')).toEqual([]);
});
