import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Human → waiting: somebody else may take it. */
export async function release(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _seen: { claim?: string | undefined; epoch?: number | undefined } = {},
): Promise<void> {
  throw new Error('not built yet');
}
