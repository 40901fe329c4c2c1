import type { Context } from '../../../context.ts';
import type { VisitorActor } from '../desk-actor.ts';

/** The visitor waits no longer: waiting → agent, if it is still that escalation (uuids). */
export async function continueWithAgent(
  _ctx: Context,
  _actor: VisitorActor,
  _conversation: string,
  _escalation: string,
): Promise<void> {
  throw new Error('not built yet');
}
