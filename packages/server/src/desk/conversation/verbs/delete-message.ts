import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** The author, or an admin, takes back a reply or a note. */
export async function deleteMessage(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _message: string,
): Promise<void> {
  throw new Error('not built yet');
}
