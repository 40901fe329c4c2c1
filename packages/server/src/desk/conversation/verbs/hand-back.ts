import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Human → agent, which answers what is unanswered. Refused while the agent is paused or private. */
export async function handBack(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _body: {
    claim?: string | undefined;
    epoch?: number | undefined;
    instruction?: string | undefined;
  } = {},
): Promise<void> {
  throw new Error('not built yet');
}
