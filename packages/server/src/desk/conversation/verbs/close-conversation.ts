import type { Context } from '../../../context.ts';
import type { DeskActor } from '../desk-actor.ts';

/**
 * Agent, waiting, human → closed; a colleague's only by an admin, the visitor or the clock. `seen`
 * is the epoch that the button was made for. Closed already: nothing.
 */
export async function closeConversation(
  _ctx: Context,
  _actor: DeskActor,
  _conversation: string,
  _seen?: { epoch?: number | undefined; claim?: string | undefined },
): Promise<void> {
  throw new Error('not built yet');
}
