import type pg from 'pg';
import type { TurnRef } from '../../conversation/turn-ref.ts';

/** A conversation while its agent has the word. */
export interface TurnState {
  /** uuids */
  agent: string;
  visitor: string;
  epoch: number;
  /** the visitor's browser */
  language: string | null;
  instruction: string | null;
  unknownStreak: number;
  /** this turn was answered or given up */
  isAnswered: boolean;
  visitorSpokeAt: Date | null;
}

/** What a turn begins with; undefined once it is over: another began, or a person has the word. */
export async function readTurn(db: pg.Pool, ref: TurnRef): Promise<TurnState | undefined> {
  const { rows } = await db.query<TurnState>({
    name: 'read-turn',
    text: `select agent, visitor, epoch, language, instruction, unknown_streak as "unknownStreak",
                  answered_turn >= turn as "isAnswered", visitor_spoke_at as "visitorSpokeAt"
           from conversation
           where tenant = $1 and id = $2 and turn = $3 and state = 'agent'`,
    values: [ref.tenant, ref.conversation, ref.turn],
  });
  return rows[0];
}

/** Whether the turn is still the agent's: cheap enough to be asked for every sentence. */
export async function turnStands(db: pg.Pool, ref: TurnRef): Promise<boolean> {
  const { rows } = await db.query({
    name: 'turn-stands',
    text: `select from conversation c join agent a on a.tenant = c.tenant and a.id = c.agent
           where c.tenant = $1 and c.id = $2 and c.turn = $3 and c.state = 'agent'
             and (c.is_test or a.is_public and not a.is_paused)`,
    values: [ref.tenant, ref.conversation, ref.turn],
  });
  return rows.length > 0;
}
