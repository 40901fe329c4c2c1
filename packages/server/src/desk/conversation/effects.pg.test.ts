import { randomUUID } from 'node:crypto';
import type { WidgetMessage } from '@belay/contract/desk/widget';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { type ConversationWorld, conversationWorld } from './testing/conversation-world.ts';
import { addNote } from './verbs/add-note.ts';
import { agentReply } from './verbs/agent-reply.ts';
import { assign } from './verbs/assign.ts';
import { cancelTurnsOf } from './verbs/cancel-turns-of.ts';
import { continueWithAgent } from './verbs/continue-with-agent.ts';
import { deleteMessage } from './verbs/delete-message.ts';
import { editMessage } from './verbs/edit-message.ts';
import { escalate } from './verbs/escalate.ts';
import { failTurn } from './verbs/fail-turn.ts';
import { handBack } from './verbs/hand-back.ts';
import { keepDraft } from './verbs/keep-draft.ts';
import { release } from './verbs/release.ts';
import { reply } from './verbs/reply.ts';
import { sayLine } from './verbs/say-line.ts';
import { takeOver } from './verbs/take-over.ts';
import { widgetMessages } from './views/widget-messages.ts';

let server: TestServer;
let world: ConversationWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
});
afterAll(() => server.close());

const words = (text: string) => ({ text, clientId: randomUUID() });
const codes = async (conversation: string) =>
  (await world.messages(conversation)).flatMap(({ code }) => code ?? []);
const paramsOf = async (conversation: string) =>
  (await world.messages(conversation)).findLast(({ code }) => code !== null)?.params;
const answer = (text: string, grounded = true) => ({ text, citations: [], grounded });
/** Monday to Friday, nine to five, in London; the world's clock may stand anywhere. */
const office = (() => {
  const day = [{ from: '09:00', to: '17:00' }];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  return { zone: 'Europe/London', week, holidays: [] };
})();

/** The world's clock at a moment of a later week. */
function until(weekday: number, hour: number): void {
  const start = world.now();
  const wanted = new Date(start);
  wanted.setUTCMonth(0, 1 + 7);
  wanted.setUTCFullYear(start.getUTCFullYear() + 1);
  wanted.setUTCHours(hour, 0, 0, 0);
  while (wanted.getUTCDay() !== weekday) wanted.setUTCDate(wanted.getUTCDate() + 1);
  while (wanted <= start) wanted.setUTCDate(wanted.getUTCDate() + 7);
  world.pass((wanted.getTime() - start.getTime()) / 60_000);
}

test('[DSK-4] asked twice is one escalation with both reasons, announced once', async () => {
  const { conversation, visitor } = await world.begin();
  const ref = { tenant: world.tenant, conversation };
  const first = await escalate(world.ctx, ref, { by: visitor, reason: 'visitor' });
  const second = await escalate(world.ctx, ref, { by: visitor, reason: 'visitor' });
  const third = await escalate(world.ctx, ref, {
    by: { kind: 'api', tenant: world.tenant },
    reason: 'api',
    detail: 'VIP',
  });
  const id = first !== 'lost' ? first.escalation : null;
  expect(first).toEqual({ escalation: id, isNew: true });
  expect([second, third]).toEqual([
    { escalation: id, isNew: false },
    { escalation: id, isNew: false },
  ]);
  const { escalation_reasons: reasons } = await world.standing(conversation);
  expect(reasons.map(({ reason }) => reason)).toEqual(['visitor', 'api']);
  expect(await codes(conversation)).toEqual(['escalated_open']);
  const kinds = await world.announced(conversation);
  expect(kinds.filter((kind) => kind === 'conversation.escalated')).toHaveLength(1);
});

test('[DSK-4] out of hours the visitor is told when people are back, in hours until when', async () => {
  await world.settings({ hours: office });
  try {
    until(6, 12);
    const away = await world.begin('waiting');
    expect(await codes(away.conversation)).toEqual(['escalated_closed']);
    const { opens_at = '', zone } = (await paramsOf(away.conversation)) ?? {};
    expect(zone).toBe('Europe/London');
    expect([new Date(opens_at).getUTCDay(), new Date(opens_at).getUTCHours()]).toEqual([1, 9]);
    const line = (await world.messages(away.conversation)).at(-1)?.text;
    expect(line).toMatch(/away right now and back on Monday .* 09:00 \(Europe\/London\)/);
    until(3, 12);
    const here = await world.begin('waiting');
    expect(await codes(here.conversation)).toEqual(['escalated_open']);
    expect((await paramsOf(here.conversation))?.until).toMatch(/T17:00:00/);
  } finally {
    await world.settings({ hours: null });
  }
});

test('[TKO-6] the quiet clock runs in working hours only', async () => {
  await world.settings({ hours: office });
  try {
    until(5, 16);
    world.pass(55);
    const { conversation } = await world.begin('human');
    const { quiet_due: due } = await world.standing(conversation);
    // five minutes of Friday are left; ten of Monday follow
    expect([due?.getUTCDay(), due?.getUTCHours(), due?.getUTCMinutes()]).toEqual([1, 9, 10]);
  } finally {
    await world.settings({ hours: null });
  }
});

test('[TKO-1] a take-over shows at once: who, since when, and the draft is gone', async () => {
  const { conversation, standing } = await world.begin();
  const taken = await takeOver(world.ctx, world.ann, conversation);
  const again = await takeOver(world.ctx, world.ann, conversation);
  expect([taken.isNew, again]).toEqual([true, { claim: taken.claim, message: null, isNew: false }]);
  const news = await world.news(conversation);
  const cancelled = news.find(({ forVisitor }) => forVisitor?.kind === 'draft_cancelled');
  expect(cancelled?.forVisitor).toMatchObject({
    turn: standing.turn,
    reason: 'taken_over',
    name: 'Ann',
  });
  expect(cancelled?.forOperators).toMatchObject({ name: 'Ann Able' });
  const last = news.at(-1);
  expect(last?.forOperators?.conversation).toMatchObject({ owner: { name: 'Ann Able' } });
  expect(last?.forVisitor?.conversation).toMatchObject({ owner: { name: 'Ann' } });
  expect(await codes(conversation)).toEqual(['joined']);
});

test('[TKO-3] what the agent ends later is kept for the team, and never told to the visitor', async () => {
  const { conversation, standing } = await world.begin('human');
  const ref = { tenant: world.tenant, conversation, turn: standing.turn - 1 };
  expect(await agentReply(world.ctx, ref, answer('Too late'))).toBe('suppressed');
  expect(await agentReply(world.ctx, ref, answer('Too late'))).toBe('suppressed');
  await keepDraft(world.ctx, ref, 'Too late');
  const drafts = (await world.messages(conversation)).filter(({ kind }) => kind === 'draft');
  expect(drafts).toMatchObject([{ text: 'Too late', turn: ref.turn }]);
  const seen = JSON.stringify((await world.news(conversation)).map(({ forVisitor }) => forVisitor));
  expect(seen).not.toContain('Too late');
});

test('[DSK-3] a turn is answered once, also when its job runs again after a crash', async () => {
  const { conversation } = await world.begin();
  const ref = { tenant: world.tenant, conversation, turn: 1 };
  expect(await agentReply(world.ctx, ref, answer('Over and under.'))).toBe('sent');
  expect(await agentReply(world.ctx, ref, answer('Over, under, said anew.'))).toBe('sent');
  const texts = (await world.messages(conversation)).map(({ text }) => text);
  expect(texts).toEqual(['How do I coil a rope?', 'Over and under.']);
  expect(await failTurn(world.ctx, ref, 'late')).toBe('lost');
});

test('[DSK-4] so many answers in a row that found nothing call a person', async () => {
  const { conversation, visitor } = await world.begin();
  const ref = { tenant: world.tenant, conversation };
  await agentReply(world.ctx, { ...ref, turn: 1 }, answer('I don’t know.', false));
  expect((await world.standing(conversation)).state).toBe('agent');
  await world.say(visitor, 'And this?', { conversation });
  await agentReply(world.ctx, { ...ref, turn: 2 }, answer('I don’t know that either.', false));
  const { state, escalation_reasons: reasons } = await world.standing(conversation);
  expect([state, reasons]).toMatchObject(['waiting', [{ reason: 'rule', detail: 'no_knowledge' }]]);
});

test('[DSK-4] a storm of failures offers a person instead of calling everybody', async () => {
  const outcomes: string[] = [];
  let last = '';
  for (let n = 0; n < 7; n += 1) {
    const { conversation } = await world.begin();
    last = conversation;
    const ref = { tenant: world.tenant, conversation, turn: 1 };
    outcomes.push(await failTurn(world.ctx, ref, 'no first word within 30 s'));
  }
  expect(outcomes).toEqual([...Array<string>(5).fill('escalated'), 'counted', 'counted']);
  expect(await codes(last)).toEqual(['agent_unavailable']);
  world.pass(2);
});

test('[DSK-4] a rule says after how many failures a person is called', async () => {
  await world.settings({ rules: [{ on: 'failures', times: 2 }] });
  try {
    const { conversation, visitor } = await world.begin();
    const ref = { tenant: world.tenant, conversation };
    expect(await failTurn(world.ctx, { ...ref, turn: 1 }, 'x')).toBe('counted');
    await world.say(visitor, 'Hello?', { conversation });
    expect(await failTurn(world.ctx, { ...ref, turn: 2 }, 'x')).toBe('escalated');
  } finally {
    await world.settings({ rules: [] });
  }
});

test('[DSK-1] paused, an agent says once that it can’t answer, and what it ends later is a draft', async () => {
  const { conversation, standing } = await world.begin();
  const quiet = await world.begin('human');
  const place = { tenant: world.tenant, agent: world.agent };
  const pause = () => inTransaction(server.pool, (db) => cancelTurnsOf(world.ctx, db, place));
  expect(await pause()).toBeGreaterThanOrEqual(1);
  await pause();
  expect(await codes(conversation)).toEqual(['agent_unavailable']);
  expect(await codes(quiet.conversation)).toEqual(['joined']);
  const ref = { tenant: world.tenant, conversation, turn: standing.turn };
  expect(await agentReply(world.ctx, ref, answer('Late'))).toBe('suppressed');
  const cancelled = (await world.news(conversation)).flatMap(({ forVisitor }) =>
    forVisitor?.kind === 'draft_cancelled' ? [forVisitor.reason] : [],
  );
  expect(cancelled).toEqual(['paused']);
});

test('[SEC-4] who was blocked, or erased, a moment ago writes nothing any more', async () => {
  const { conversation, visitor } = await world.begin();
  const set = (column: string) =>
    server.pool.query(`update visitor set ${column} = now() where id = $1`, [visitor.visitor]);
  await set('blocked_at');
  await expect(world.say(visitor, 'x', { conversation })).rejects.toMatchObject({
    code: 'POLICY_DENIED',
  });
  await set('erased_at');
  await expect(world.say(visitor, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await world.messages(conversation)).toHaveLength(1);
});

test('[TKO-6] handed back, the agent answers only what nobody answered', async () => {
  const { conversation, visitor } = await world.begin('human');
  await reply(world.ctx, world.ann, conversation, words('Over and under.'));
  const before = await world.turns(conversation);
  await handBack(world.ctx, world.ann, conversation, { instruction: 'Be brief.' });
  expect(await world.turns(conversation)).toEqual(before);
  expect((await world.standing(conversation)).instruction).toBe('Be brief.');
  await takeOver(world.ctx, world.ann, conversation);
  await world.say(visitor, 'And a long one?', { conversation });
  await handBack(world.ctx, world.ann, conversation);
  const { turn } = await world.standing(conversation);
  expect(await world.turns(conversation)).toEqual([turn]);
  expect(await codes(conversation)).toEqual(['joined', 'handed_back', 'joined', 'handed_back']);
});

test('[DSK-4] who waits can go on with the assistant, which answers what is open', async () => {
  const { conversation, visitor, standing } = await world.begin('waiting');
  await continueWithAgent(world.ctx, visitor, conversation, standing.escalation ?? '');
  const { turn, escalation } = await world.standing(conversation);
  expect(escalation).toBeNull();
  expect(await world.turns(conversation)).toEqual([turn]);
});

test('[TKO-6] released, it waits anew: no second event, the visitor is told who left', async () => {
  const { conversation } = await world.begin('waiting');
  await takeOver(world.ctx, world.ann, conversation);
  await release(world.ctx, world.ann, conversation);
  const kinds = await world.announced(conversation);
  expect(kinds.filter((kind) => kind === 'conversation.escalated')).toHaveLength(1);
  expect(await codes(conversation)).toEqual(['escalated_open', 'joined', 'waiting_again']);
  expect(await paramsOf(conversation)).toEqual({ name: 'Ann' });
  const { escalation_reasons: reasons } = await world.standing(conversation);
  expect(reasons.map(({ reason, detail }) => [reason, detail])).toEqual([
    ['visitor', null],
    ['returned', 'released'],
  ]);
});

test('[DSK-6] assigning what waits mentions a person and claims nothing', async () => {
  const { conversation, standing } = await world.begin('waiting');
  await assign(world.ctx, world.ann, conversation, { person: world.bob.person });
  const after = await world.standing(conversation);
  expect(after).toMatchObject({ state: 'waiting', owner: null, assignee: world.bob.person });
  expect(after.epoch).toBe(standing.epoch);
  await assign(world.ctx, world.ann, conversation, { person: null });
  expect((await world.standing(conversation)).assignee).toBeNull();
  const viewer = await world.person('Vic Viewer', 'viewer');
  await expect(
    assign(world.ctx, world.ann, conversation, { person: viewer.person }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[TKO-4] edits and deletes of a reply reach the visitor; a note never does', async () => {
  const { conversation } = await world.begin('human');
  const said = await reply(world.ctx, world.ann, conversation, words('Left over right'));
  const note = await addNote(world.ctx, world.ann, conversation, words('a grumpy one'));
  await editMessage(world.ctx, world.ann, conversation, said.message, 'Right over left');
  await editMessage(world.ctx, world.ann, conversation, note.message, 'a grumpy one, really');
  await expect(
    editMessage(world.ctx, world.bob, conversation, said.message, 'Mine now'),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: /Ann Able wrote this/ });
  expect((await world.standing(conversation)).last_message?.text).toBe('Right over left');
  await deleteMessage(world.ctx, world.ann, conversation, said.message);
  await deleteMessage(world.ctx, world.ann, conversation, said.message);
  const told = (await world.news(conversation)).flatMap(({ forVisitor }) =>
    forVisitor?.kind === 'message' ? [forVisitor.message as WidgetMessage] : [],
  );
  expect(told.slice(-3).map(({ text, deleted_at }) => [text, deleted_at !== null])).toEqual([
    ['Left over right', false],
    ['Right over left', false],
    ['', true],
  ]);
  expect(JSON.stringify(told)).not.toContain('grumpy');
});

test('[DSK-6] send and leave is one commit: a person’s words, the agent goes on and answers nothing', async () => {
  const { conversation } = await world.begin('waiting');
  const turns = await world.turns(conversation);
  const body = { ...words('It is in the manual.'), leave: true };
  const first = await reply(world.ctx, world.ann, conversation, body);
  expect(await reply(world.ctx, world.ann, conversation, body)).toEqual({
    ...first,
    isReplay: true,
  });
  const after = await world.standing(conversation);
  expect(after).toMatchObject({ state: 'agent', owner: null, last_owner: world.ann.person });
  expect(await world.turns(conversation)).toEqual(turns);
});

test('[TKO-4] a reply that is sent twice at once is written once', async () => {
  const { conversation } = await world.begin('human');
  const body = words('Once');
  const sent = await Promise.all(
    Array.from({ length: 8 }, () => reply(world.ctx, world.ann, conversation, body)),
  );
  expect(new Set(sent.map(({ message }) => message)).size).toBe(1);
  expect(
    (await world.messages(conversation)).filter(({ author }) => author === 'operator'),
  ).toHaveLength(1);
});

test('[DSK-3] visitors see of Slack’s citations what the agent allows, and first names of people', async () => {
  const { conversation } = await world.begin();
  const source = (n: number, kind: string) => ({
    ...{
      n,
      label: `source ${n}`,
      source: kind,
      said_at: null,
      url: `https://${kind}.example/${n}`,
    },
    ...{ event_id: 'evt_1', author: 'Ann Able', quote: 'over and under' },
  });
  const citations = [source(1, 'slack'), source(2, 'site')];
  const ref = { tenant: world.tenant, conversation };
  await agentReply(
    world.ctx,
    { ...ref, turn: 1 },
    { text: 'So [1][2].', citations, grounded: true },
  );
  const shown = async () => {
    const [message] = await widgetMessages(world.ctx, server.pool, ref, { before: null, limit: 1 });
    return message?.citations;
  };
  const label = (n: number, url: string | null) => ({
    ...{ n, label: `source ${n}`, said_at: null, url },
  });
  expect(await shown()).toEqual([label(1, null), label(2, 'https://site.example/2')]);
  await world.settings({ citations: 'link' });
  expect(await shown()).toEqual([
    label(1, 'https://slack.example/1'),
    label(2, 'https://site.example/2'),
  ]);
  await world.settings({ citations: 'none' });
  expect(await shown()).toEqual([]);
  await world.settings({ citations: 'label' });
});

test('[DSK-8] a fixed line under a name is said once', async () => {
  const { conversation } = await world.begin();
  const ref = { tenant: world.tenant, conversation };
  const line = { code: 'rated', clientId: 'rated:1' } as const;
  const client = await server.pool.connect();
  try {
    const first = await sayLine(world.ctx, client, ref, line);
    expect(await sayLine(world.ctx, client, ref, line)).toBe(first);
  } finally {
    client.release();
  }
  expect(await codes(conversation)).toEqual(['rated']);
});

test('[SEC-2] another tenant’s conversation is one that isn’t there', async () => {
  const { conversation } = await world.begin();
  const stranger = { ...world.ann, tenant: randomUUID() };
  await expect(reply(world.ctx, stranger, conversation, words('x'))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
