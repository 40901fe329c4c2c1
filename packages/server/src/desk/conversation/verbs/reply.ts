import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** The owner's words to the visitor. `leave`: sends as a person and leaves the conversation with the agent. */
export async function reply(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _reply: {
    text: string;
    files?: string[] | undefined;
    clientId: string;
    leave?: boolean | undefined;
  },
): Promise<{ message: string; isReplay: boolean }> {
  throw new Error('not built yet');
}
