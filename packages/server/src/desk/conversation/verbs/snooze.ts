import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** The owner puts it away until a moment, or wakes it; the quiet clock stands meanwhile. */
export async function snooze(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _until: Date | null,
): Promise<void> {
  throw new Error('not built yet');
}
