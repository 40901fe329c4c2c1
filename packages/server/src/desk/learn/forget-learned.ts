import type { Context } from '../../context.ts';

/** Forgets what people's answers in a conversation taught: when it, or its visitor, is erased. */
export async function forgetLearned(
  _ctx: Context,
  _tenant: string,
  _conversation: string,
): Promise<number> {
  throw new Error('not built yet');
}
