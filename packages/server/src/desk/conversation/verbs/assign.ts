import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';

/** Waiting: mentions a colleague. Human: gives it to them, as a new claim. */
export async function assign(
  _ctx: Context,
  _operator: Operator,
  _conversation: string,
  _body: { person: string | null; claim?: string | undefined; epoch?: number | undefined },
): Promise<void> {
  throw new Error('not built yet');
}
