import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** A word that only the team sees, in every state. */
export async function addNote(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _note: { text: string; files?: string[] | undefined; clientId: string },
): Promise<{ message: string; isReplay: boolean }> {
  throw new Error('not built yet');
}
