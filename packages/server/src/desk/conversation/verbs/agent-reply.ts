import type { Citation } from '@belay/contract/desk/conversation';
import type { Context } from '../../../context.ts';
import type { TurnRef } from '../turn-ref.ts';

export interface AgentReply {
  text: string;
  citations: Citation[];
  /** false: nothing was found; counts towards the rule `no_knowledge`, which may escalate here */
  grounded: boolean;
}

/**
 * The agent's one answer to a turn, if the conversation is still its own and still on that turn;
 * else it is kept as a draft. A turn that was answered before says `sent` and writes nothing.
 */
export async function agentReply(
  _ctx: Context,
  _ref: TurnRef,
  _reply: AgentReply,
): Promise<'sent' | 'suppressed'> {
  throw new Error('not built yet');
}
