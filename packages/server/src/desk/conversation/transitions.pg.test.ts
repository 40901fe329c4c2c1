import { randomUUID } from 'node:crypto';
import { type ConversationState, conversationStates } from '@belay/contract/desk/conversation';
import { BelayError } from '@belay/contract/error';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import type { Standing } from './state/standing.ts';
import { type ConversationWorld, conversationWorld } from './testing/conversation-world.ts';
import { type Cell, type DeskEventName, transitionTable } from './testing/transition-table.ts';
import { closeIdle } from './timers/close-idle.ts';
import { expireQuiet, warnOfQuiet } from './timers/expire-quiet.ts';
import { addNote } from './verbs/add-note.ts';
import { agentReply } from './verbs/agent-reply.ts';
import { assign } from './verbs/assign.ts';
import { cancelTurnsOf } from './verbs/cancel-turns-of.ts';
import { closeConversation } from './verbs/close-conversation.ts';
import { continueWithAgent } from './verbs/continue-with-agent.ts';
import { escalate } from './verbs/escalate.ts';
import { failTurn } from './verbs/fail-turn.ts';
import { handBack } from './verbs/hand-back.ts';
import { release } from './verbs/release.ts';
import { releaseAllOf } from './verbs/release-all-of.ts';
import { reopen } from './verbs/reopen.ts';
import { reply } from './verbs/reply.ts';
import { snooze } from './verbs/snooze.ts';
import { steal } from './verbs/steal.ts';
import { takeOver } from './verbs/take-over.ts';

let server: TestServer;
let world: ConversationWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
});
afterAll(() => server.close());
/** Timers concern all conversations: each cell has its own alone. */
afterEach(() => server.pool.query('delete from conversation where tenant = $1', [world.tenant]));

type Begun = Awaited<ReturnType<ConversationWorld['begin']>>;
/** What an event does to a conversation; `lost` where it says that it had no effect. */
type Act = (begun: Begun) => Promise<unknown>;

const stale = randomUUID();
const words = () => ({ text: 'A word of ours', clientId: randomUUID() });
const ref = ({ conversation }: Begun) => ({ tenant: world.tenant, conversation });
const turnOf = (begun: Begun) => ({ ...ref(begun), turn: begun.standing.turn });
const answer = { text: 'Over and under.', citations: [], grounded: true };
const answered = async (outcome: Promise<'sent' | 'suppressed'>) =>
  (await outcome) === 'sent' ? undefined : 'lost';
const paused = async (act: () => Promise<unknown>) => {
  await world.serving(false);
  try {
    return await act();
  } finally {
    await world.serving(true);
  }
};
const claimOf = ({ standing }: Begun) => standing.claim ?? stale;

const acts: Record<DeskEventName, Act> = {
  'visitor message': ({ conversation, visitor }) =>
    world.say(visitor, 'And then?', { conversation }),
  'visitor message after 30 days': ({ conversation, visitor }) => {
    world.pass(30 * 24 * 60);
    return world.say(visitor, 'And then?', { conversation });
  },
  'agent reply of this turn': (begun) => answered(agentReply(world.ctx, turnOf(begun), answer)),
  'agent reply of an earlier turn': (begun) =>
    answered(agentReply(world.ctx, { ...ref(begun), turn: begun.standing.turn - 1 }, answer)),
  'agent reply while paused': (begun) =>
    paused(() => answered(agentReply(world.ctx, turnOf(begun), answer))),
  'escalate by the visitor': (begun) =>
    escalate(world.ctx, ref(begun), { by: begun.visitor, reason: 'visitor' }),
  'escalate by the agent': (begun) => {
    const by = { kind: 'agent', tenant: world.tenant, turn: begun.standing.turn } as const;
    return escalate(world.ctx, turnOf(begun), { by, reason: 'agent' });
  },
  'escalate by an earlier turn': (begun) => {
    const turn = begun.standing.turn - 1;
    const by = { kind: 'agent', tenant: world.tenant, turn } as const;
    return escalate(world.ctx, { ...ref(begun), turn }, { by, reason: 'agent' });
  },
  'turn failed': (begun) => failTurn(world.ctx, turnOf(begun), 'it said nothing'),
  'take over': ({ conversation }) => takeOver(world.ctx, world.bob, conversation),
  'take over one’s own': ({ conversation }) => takeOver(world.ctx, world.ann, conversation),
  'take over and send': ({ conversation }) => takeOver(world.ctx, world.bob, conversation, words()),
  reopen: ({ conversation }) => reopen(world.ctx, world.bob, conversation),
  'send and leave': ({ conversation }) =>
    reply(world.ctx, world.bob, conversation, { ...words(), leave: true }),
  'send and leave by the owner': ({ conversation }) =>
    reply(world.ctx, world.ann, conversation, { ...words(), leave: true }),
  'assign by a colleague': ({ conversation }) =>
    assign(world.ctx, world.bob, conversation, { person: world.bob.person }),
  'assign by the owner': ({ conversation }) =>
    assign(world.ctx, world.ann, conversation, { person: world.bob.person }),
  'assign by an admin': ({ conversation }) =>
    assign(world.ctx, world.admin, conversation, { person: world.bob.person }),
  'steal at once': (begun) => steal(world.ctx, world.bob, begun.conversation, claimOf(begun)),
  'steal after the warning': async (begun) => {
    world.pass(8);
    await warnOfQuiet(world.ctx);
    return steal(world.ctx, world.bob, begun.conversation, claimOf(begun));
  },
  'steal by an admin': (begun) => steal(world.ctx, world.admin, begun.conversation, claimOf(begun)),
  'steal with a stale claim': ({ conversation }) =>
    steal(world.ctx, world.admin, conversation, stale),
  'reply by a colleague': ({ conversation }) => reply(world.ctx, world.bob, conversation, words()),
  'reply by the owner': ({ conversation }) => reply(world.ctx, world.ann, conversation, words()),
  note: ({ conversation }) => addNote(world.ctx, world.bob, conversation, words()),
  'hand back by a colleague': ({ conversation }) => handBack(world.ctx, world.bob, conversation),
  'hand back by the owner': ({ conversation }) => handBack(world.ctx, world.ann, conversation),
  'hand back by an admin': ({ conversation }) => handBack(world.ctx, world.admin, conversation),
  'hand back with a stale claim': ({ conversation }) =>
    handBack(world.ctx, world.ann, conversation, { claim: stale }),
  'hand back to a paused agent': ({ conversation }) =>
    paused(() => handBack(world.ctx, world.ann, conversation)),
  'release by a colleague': ({ conversation }) => release(world.ctx, world.bob, conversation),
  'release by the owner': ({ conversation }) => release(world.ctx, world.ann, conversation),
  'release by an admin': ({ conversation }) => release(world.ctx, world.admin, conversation),
  'quiet time over': () => {
    world.pass(16);
    return expireQuiet(world.ctx);
  },
  'quiet time over while snoozed': async (begun) => {
    const tomorrow = new Date(world.now().getTime() + 86_400_000);
    if (begun.standing.state === 'human')
      await snooze(world.ctx, world.ann, begun.conversation, tomorrow);
    world.pass(16);
    return expireQuiet(world.ctx);
  },
  'operator deactivated': () =>
    inTransaction(server.pool, (db) => releaseAllOf(world.ctx, db, world.ann)),
  'continue with the assistant': ({ conversation, visitor, standing }) =>
    continueWithAgent(world.ctx, visitor, conversation, standing.escalation ?? stale),
  'continue with a stale escalation': ({ conversation, visitor }) =>
    continueWithAgent(world.ctx, visitor, conversation, stale),
  'continue with a paused agent': ({ conversation, visitor, standing }) =>
    paused(() => continueWithAgent(world.ctx, visitor, conversation, standing.escalation ?? stale)),
  'close by the visitor': ({ conversation, visitor }) =>
    closeConversation(world.ctx, visitor, conversation),
  'close by a colleague': ({ conversation }) =>
    closeConversation(world.ctx, world.bob, conversation),
  'close by the owner': ({ conversation }) => closeConversation(world.ctx, world.ann, conversation),
  'close by an admin': ({ conversation }) =>
    closeConversation(world.ctx, world.admin, conversation),
  'close with a stale epoch': ({ conversation, visitor, standing }) =>
    closeConversation(world.ctx, visitor, conversation, { epoch: standing.epoch - 1 }),
  'idle for a day': async ({ conversation, standing }) => {
    if (standing.state === 'human') await reply(world.ctx, world.ann, conversation, words());
    world.pass(24 * 60);
    return closeIdle(world.ctx);
  },
  'idle for three days': async ({ conversation, standing }) => {
    if (standing.state === 'human') await reply(world.ctx, world.ann, conversation, words());
    world.pass(72 * 60);
    return closeIdle(world.ctx);
  },
  'snooze by the owner': ({ conversation }) =>
    snooze(world.ctx, world.ann, conversation, new Date(world.now().getTime() + 60_000)),
  'snooze by a colleague': ({ conversation }) =>
    snooze(world.ctx, world.bob, conversation, new Date(world.now().getTime() + 60_000)),
  'wake by the owner': ({ conversation }) => snooze(world.ctx, world.ann, conversation, null),
  'agent paused': () =>
    inTransaction(server.pool, (db) =>
      cancelTurnsOf(world.ctx, db, { tenant: world.tenant, agent: world.agent }),
    ),
};

const cells = Object.entries(transitionTable).flatMap(([event, row]) =>
  conversationStates.map((state) => [event as DeskEventName, state, row[state] as Cell] as const),
);

describe('[DSK-8] the table of transitions', () => {
  test.each(cells)('[DSK-8] %s in %s: %s', async (event, state, cell) => {
    const begun = await world.begin(state);
    const before = begun.standing;
    const outcome = await acts[event](begun).catch((error: unknown) => error);
    const after = await world.standing(begun.conversation);
    if (cell === 'refused') {
      expect(outcome).toBeInstanceOf(BelayError);
      const { code, message, details } = outcome as BelayError;
      expect({ code, state: details.state }).toEqual({ code: 'CONFLICT', state });
      expect(message).toMatch(said[state]);
      expect(rest(after)).toEqual(rest(before));
      return;
    }
    if (outcome instanceof Error) throw outcome;
    if (cell === 'new') {
      expect(outcome).toMatchObject({ isNew: true });
      expect(rest(after)).toEqual(rest(before));
      return;
    }
    if (cell === 'lost') expect(outcome).toBe('lost');
    const expected = cell === 'lost' ? state : cell;
    expect(after.state).toBe(expected);
    // a new state is a new epoch and a new turn; the numbers never go back
    if (expected !== state) expect(after.epoch).toBeGreaterThan(before.epoch);
    if (after.epoch > before.epoch) expect(after.turn).toBeGreaterThan(before.turn);
    if (expected === state && before.owner === after.owner && after.claim === before.claim)
      expect(after.epoch).toBe(event.startsWith('send and leave') ? after.epoch : before.epoch);
    await checkNumbers(begun.conversation, after);
  });
});

/** Who or what stands in the way, in words. */
const said: Record<ConversationState, RegExp> = {
  agent: /^Ropey answers here/,
  waiting: /^It waits for a person\. /,
  human: /^(Ann Able has|You have) this conversation\. /,
  closed: /^It is closed\. /,
};

/** All that a refused verb must leave alone. */
function rest({ visitor_online: _, unread: __, ...standing }: Standing) {
  return standing;
}

/** Messages are numbered from 1 without gaps, and the row knows the last. */
async function checkNumbers(conversation: string, { seq }: Standing): Promise<void> {
  const messages = await world.messages(conversation);
  expect(messages.map((message) => message.seq)).toEqual(
    Array.from({ length: seq }, (_, index) => index + 1),
  );
}
