import type { EscalationReason } from '@belay/contract/desk/conversation';
import type { Context } from '../../../context.ts';
import type { DeskActor } from '../desk-actor.ts';

/** `escalation` is a uuid; null where a person holds the conversation already. */
export type Escalated =
  | { escalation: string; isNew: boolean }
  | { escalation: null; isNew: false; owner: string };

/**
 * A person is wanted: agent or closed → waiting. Twice is one: the reason is added. With `turn`
 * (the agent decides, or a rule about its turn) a turn that is over is `lost`. Throws NOT_FOUND.
 */
export async function escalate(
  _ctx: Context,
  _ref: { tenant: string; conversation: string; turn?: number | undefined },
  _why: { by: DeskActor; reason: EscalationReason; detail?: string | undefined },
): Promise<Escalated | 'lost'> {
  throw new Error('not built yet');
}
