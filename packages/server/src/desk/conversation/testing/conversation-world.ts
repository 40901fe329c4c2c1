import { randomUUID } from 'node:crypto';
import { type AgentSettings, agentSettings } from '@belay/contract/desk/agent';
import type { ConversationState } from '@belay/contract/desk/conversation';
import type { Role } from '@belay/contract/people';
import type { Context } from '../../../context.ts';
import type { TestServer } from '../../../testing/start-test-server.ts';
import { setUpOwner, type TestPerson } from '../../../testing/test-person.ts';
import type { Operator, VisitorActor } from '../desk-actor.ts';
import { readStandings, type Standing } from '../state/standing.ts';
import { closeConversation } from '../verbs/close-conversation.ts';
import { escalate } from '../verbs/escalate.ts';
import { takeOver } from '../verbs/take-over.ts';
import { visitorMessage } from '../verbs/visitor-message.ts';

/**
 * An organisation with an agent, people and a clock that stands until it is moved; its verbs are
 * called, without HTTP.
 */
export interface ConversationWorld {
  server: TestServer;
  /** the server's context with the world's clock */
  ctx: Context;
  owner: TestPerson;
  tenant: string;
  agent: string;
  ann: Operator;
  bob: Operator;
  admin: Operator;
  /** moves the clock */
  pass(minutes: number): void;
  now(): Date;
  person(name: string, role?: Role): Promise<Operator>;
  visitor(name?: string): Promise<VisitorActor>;
  settings(changes: Partial<AgentSettings>): Promise<void>;
  serving(serves: boolean): Promise<void>;
  /** a visitor's words; a client id of its own unless named */
  say(
    visitor: VisitorActor,
    text: string,
    more?: { conversation?: string | null; clientId?: string; resume?: boolean; isTest?: boolean },
  ): ReturnType<typeof visitorMessage>;
  /** a conversation with one word of its visitor, brought to a state; `human` is Ann's */
  begin(
    state?: ConversationState,
  ): Promise<{ conversation: string; visitor: VisitorActor; standing: Standing }>;
  standing(conversation: string): Promise<Standing>;
  messages(conversation: string): Promise<StoredMessage[]>;
  announced(conversation: string): Promise<string[]>;
  /** turns that wait in the queue */
  turns(conversation: string): Promise<number[]>;
  news(conversation: string): Promise<{ forOperators: News; forVisitor: News }[]>;
}

type News = ({ kind: string } & Record<string, unknown>) | null;
export interface StoredMessage {
  id: string;
  seq: number;
  turn: number;
  author: string;
  kind: string;
  text: string;
  code: string | null;
  params: Record<string, string> | null;
  taught: boolean;
}

export async function conversationWorld(server: TestServer): Promise<ConversationWorld> {
  const owner = await setUpOwner(server, { organisation: 'Rope & Co' });
  const { tenant } = owner;
  const { pool } = server;
  const agent = randomUUID();
  await pool.query(
    `insert into agent (tenant, id, name, is_public, settings) values ($1, $2, 'Ropey', true, $3)`,
    [tenant, agent, JSON.stringify(agentSettings.parse({}))],
  );
  let at = Date.now();
  const ctx: Context = { ...server.ctx, now: () => at };

  const person: ConversationWorld['person'] = async (name, role = 'operator') => {
    const id = randomUUID();
    const email = `${id}@rope.example`;
    await pool.query('insert into person (id, name, email) values ($1, $2, $3)', [id, name, email]);
    await pool.query('insert into member (tenant, person, role) values ($1, $2, $3)', [
      tenant,
      id,
      role,
    ]);
    const isAdmin = role === 'admin' || role === 'owner';
    return {
      ...{ kind: 'operator', tenant, person: id, name, isAdmin, via: 'dashboard' },
      actor: `user:${email}`,
    };
  };
  const visitor: ConversationWorld['visitor'] = async (name = 'Vera Visitor') => {
    const id = randomUUID();
    await pool.query('insert into visitor (tenant, id, name) values ($1, $2, $3)', [
      tenant,
      id,
      name,
    ]);
    return { kind: 'visitor', tenant, visitor: id };
  };
  const ann = await person('Ann Able');
  const say: ConversationWorld['say'] = ({ visitor: id }, text, more = {}) =>
    visitorMessage(
      ctx,
      { tenant, visitor: id, agent },
      {
        conversation: more.conversation ?? null,
        resume: more.resume ?? true,
        text,
        files: [],
        clientId: more.clientId ?? randomUUID(),
        isTest: more.isTest,
      },
    );
  const standing: ConversationWorld['standing'] = async (conversation) => {
    const [found] = await readStandings(pool, tenant, [conversation]);
    if (!found) throw new Error('the conversation is gone');
    return found;
  };

  return {
    ...{ server, ctx, owner, tenant, agent, ann, person, visitor, say, standing },
    bob: await person('Bob Baker'),
    admin: await person('Ada Admin', 'admin'),
    pass: (minutes) => {
      at += minutes * 60_000;
    },
    now: () => new Date(at),
    async settings(changes) {
      await pool.query(
        'update agent set settings = settings || $3::jsonb where tenant = $1 and id = $2',
        [tenant, agent, JSON.stringify(changes)],
      );
    },
    async serving(serves) {
      await pool.query('update agent set is_paused = not $3 where tenant = $1 and id = $2', [
        tenant,
        agent,
        serves,
      ]);
    },
    async begin(state = 'agent') {
      const who = await visitor();
      const { conversation } = await say(who, 'How do I coil a rope?');
      const by = { kind: 'visitor', tenant, visitor: who.visitor } as const;
      if (state === 'waiting')
        await escalate(ctx, { tenant, conversation }, { by, reason: 'visitor' });
      if (state === 'human') await takeOver(ctx, ann, conversation);
      if (state === 'closed') await closeConversation(ctx, who, conversation);
      return { conversation, visitor: who, standing: await standing(conversation) };
    },
    async messages(conversation) {
      const { rows } = await pool.query<StoredMessage>(
        `select id, seq, turn, author, kind, text, line ->> 'code' as code, line -> 'params' as params, taught
         from message where tenant = $1 and conversation = $2 order by seq`,
        [tenant, conversation],
      );
      return rows;
    },
    async announced(conversation) {
      const { rows } = await pool.query<{ kind: string }>(
        `select kind from announcement where tenant = $1 and conversation = $2 order by at, id`,
        [tenant, conversation],
      );
      return rows.map(({ kind }) => kind);
    },
    async turns(conversation) {
      const { rows } = await pool.query<{ turn: number }>(
        `select (payload ->> 'turn')::int as turn from graphile_worker._private_jobs
         where key = $1`,
        [`turn:${conversation}`],
      );
      return rows.map(({ turn }) => turn);
    },
    async news(conversation) {
      const { rows } = await pool.query<{ forOperators: News; forVisitor: News }>(
        `select for_operators as "forOperators", for_visitor as "forVisitor" from desk_event
         where tenant = $1 and conversation = $2 order by xid, seq`,
        [tenant, conversation],
      );
      return rows;
    },
  };
}
