import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Whether an operator's answer is remembered for the next visitor (DSK-7). */
export async function teachMessage(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _message: string,
  _taught: boolean,
): Promise<void> {
  throw new Error('not built yet');
}
