import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Closed → human: reopens and takes over. */
export async function reopen(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _body: Record<string, never> = {},
): Promise<{ claim: string; isNew: boolean }> {
  throw new Error('not built yet');
}
