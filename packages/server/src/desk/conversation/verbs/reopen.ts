import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';
import { type Taken, takeOver } from './take-over.ts';

/** Closed → human: "Reopen and take over". One that somebody holds is refused, an open one taken. */
export function reopen(ctx: Context, operator: Operator, conversation: string): Promise<Taken> {
  return takeOver(ctx, operator, conversation, { reopen: true });
}
