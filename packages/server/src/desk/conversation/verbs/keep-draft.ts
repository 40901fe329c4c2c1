import type { Context } from '../../../context.ts';
import type { TurnRef } from '../turn-ref.ts';

/** Keeps what the agent was about to say; operators see it, visitors never. Once per turn. */
export async function keepDraft(_ctx: Context, _ref: TurnRef, _text: string): Promise<void> {
  throw new Error('not built yet');
}
