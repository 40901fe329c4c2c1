import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** The author changes a reply or a note, in every state. No edit turns a note into a reply. */
export async function editMessage(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _message: string,
  _text: string,
): Promise<void> {
  throw new Error('not built yet');
}
