import type { Context } from '../../context.ts';
import type { Jobs, Try } from '../../jobs/tasks.ts';
import { failTurn } from '../conversation/verbs/fail-turn.ts';
import { answerTurn, type TurnOptions } from './turn/answer-turn.ts';
import { TurnOver } from './turn/open-release.ts';

/** A visitor waits: after so many tries they are told the truth instead. */
const mostTries = 3;

/** The task `turn`: the agent's answer to what the visitor said last (desk.md, "AI turns"). */
export async function runTurn(
  ctx: Context,
  turn: Jobs['turn'],
  { signal, attempt }: Try,
  options: Omit<TurnOptions, 'signal'> = {},
): Promise<void> {
  try {
    await answerTurn(ctx, turn, { signal, ...options });
  } catch (error) {
    if (error instanceof TurnOver) return;
    // the next process begins anew
    if (signal.aborted || attempt < mostTries) throw error;
    ctx.log.error({ err: error, conversation: turn.conversation }, 'a turn failed');
    await failTurn(ctx, turn, 'The answer failed on our side. The server’s log says why.');
  }
}
