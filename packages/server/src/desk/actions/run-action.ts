import type { Context } from '../../context.ts';
import type { TurnRef } from '../conversation/turn-ref.ts';

export type ActionOutcome =
  /** it ran, now or when the same call came before; `unknown`: begun, and nobody knows how it ended */
  | { state: 'done' | 'failed' | 'unknown'; say: string; result?: unknown }
  /** the parameters don't fit; nothing was sent */
  | { state: 'invalid'; say: string; problems: { key: string; reason: string }[] }
  /** the turn is over, or the action is gone: nothing was sent, nothing is said */
  | { state: 'lost'; say: '' };

/**
 * Runs an action of the conversation's agent at most once per (conversation, turn, call) (DSK-5).
 * `action` is its uuid, `call` at most 100 characters. Once begun it ends and is recorded, also if
 * somebody takes over meanwhile.
 */
export async function runAction(
  _ctx: Context,
  _ref: TurnRef,
  _call: string,
  _action: string,
  _parameters: Record<string, unknown>,
): Promise<ActionOutcome> {
  throw new Error('not built yet');
}
