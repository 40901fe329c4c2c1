import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Takes it from a colleague: admins at any time, everybody after the quiet warning. */
export async function steal(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _claim: string,
): Promise<void> {
  throw new Error('not built yet');
}
