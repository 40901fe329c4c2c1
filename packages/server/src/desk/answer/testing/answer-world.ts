import type { AgentSettings } from '@belay/contract/desk/agent';
import type { ConversationState } from '@belay/contract/desk/conversation';
import { rootScope } from '../../../connectors/store/root-scope.ts';
import { uuidOf } from '../../../memory/ids.ts';
import { type DeskWorld, deskWorld, type TestVisitor } from '../../visitors/testing/desk-world.ts';
import { runTurn } from '../run-turn.ts';
import type { TurnOptions } from '../turn/answer-turn.ts';
import { fictionalMemory, type Remembered } from './fictional-memory.ts';
import { rememberFiction } from './remember-fiction.ts';

/** A line of a conversation as the database holds it. */
export interface Line {
  author: string;
  kind: string;
  text: string;
  line: { code: string } | null;
  citations: {
    n: number;
    label: string;
    said_at: string | null;
    url: string | null;
    event_id: string;
  }[];
}

export interface Spoken {
  state: ConversationState;
  reasons: { reason: string; detail: string | null }[];
  lines: Line[];
  /** the agent's last word */
  answer: string;
}

/** Visitors of an agent that was taught a fictional memory; turns run when a test says so. */
export interface AnswerWorld extends DeskWorld {
  /** a message, and the agent's whole turn on it */
  ask(visitor: TestVisitor, text: string, options?: Omit<TurnOptions, 'signal'>): Promise<Spoken>;
  /** the turn alone, as the queue would run it */
  turn(conversation: string, options?: Partial<TurnOptions> & { attempt?: number }): Promise<void>;
  read(conversation: string): Promise<Spoken>;
  remember(memory: readonly Remembered[]): Promise<Map<string, string>>;
  set(settings: Partial<AgentSettings>): Promise<void>;
  conversationOf(visitor: TestVisitor): Promise<string>;
}

const atOnce = { quietMs: 0, typingMs: 0, mostMs: 0 };

export async function answerWorld(
  settings: Partial<AgentSettings> = {},
  env: Record<string, string> = {},
): Promise<AnswerWorld> {
  const world = await deskWorld(settings, { env: { BELAY_LOCAL_TARGETS: '1', ...env } });
  const { server, owner, agent } = world;
  const { pool, ctx } = server;
  const scope = await rootScope(pool, agent.tenant);
  const remember = (memory: readonly Remembered[]) =>
    rememberFiction(
      { call: owner.call, scope, agent: agent.uuid.replaceAll('-', '') },
      ctx.now(),
      memory,
    );
  await remember(fictionalMemory);
  await pool.query('insert into agent_scope (tenant, agent, scope) values ($1, $2, $3)', [
    ...[agent.tenant, agent.uuid, `${scope}/source:slack`],
  ]);
  const turn: AnswerWorld['turn'] = async (conversation, options = {}) => {
    const { rows } = await pool.query<{ turn: number }>(
      'select turn from conversation where id = $1',
      [conversation],
    );
    const ref = { tenant: agent.tenant, conversation, turn: rows[0]?.turn ?? 0 };
    const { attempt = 1, signal = new AbortController().signal, ...rest } = options;
    await runTurn(ctx, ref, { signal, attempt, isLast: false }, { patience: atOnce, ...rest });
  };
  const read = async (conversation: string): Promise<Spoken> => {
    const state = await pool.query(
      `select state, escalation_reasons as reasons from conversation where id = $1`,
      [conversation],
    );
    const lines = await pool.query<Line>(
      `select author, kind, text, line, citations from message where conversation = $1 order by seq`,
      [conversation],
    );
    const said = lines.rows.filter(({ author, kind }) => author === 'agent' && kind === 'text');
    return { ...state.rows[0], lines: lines.rows, answer: said.at(-1)?.text ?? '' };
  };
  return {
    ...world,
    ...{ turn, read, remember },
    async ask(visitor, text, options) {
      const { conversation } = await visitor.say(text);
      const id = uuidOf('cnv', conversation.id) ?? '';
      await turn(id, options);
      return read(id);
    },
    async set(changes) {
      await pool.query('update agent set settings = settings || $2 where id = $1', [
        agent.uuid,
        JSON.stringify(changes),
      ]);
    },
    async conversationOf(visitor) {
      const { rows } = await pool.query<{ id: string }>(
        `select id from conversation where visitor = $1 order by created_at desc limit 1`,
        [uuidOf('vis', visitor.session.visitor.id)],
      );
      return rows[0]?.id ?? '';
    },
  };
}
