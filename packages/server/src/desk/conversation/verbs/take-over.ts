import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Agent or waiting → human, by exactly one operator; with `reopen` also from closed. One's own: so already. Throws CONFLICT with `details.owner` where a colleague has it. */
export async function takeOver(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _take: {
    text?: string | undefined;
    clientId?: string | undefined;
    reopen?: boolean | undefined;
  } = {},
): Promise<{ claim: string; isNew: boolean }> {
  throw new Error('not built yet');
}
