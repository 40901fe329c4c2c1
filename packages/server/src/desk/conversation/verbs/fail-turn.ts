import type { Context } from '../../../context.ts';
import type { TurnRef } from '../turn-ref.ts';

/**
 * A turn that brought no answer: hands over to people, or, while many fail or a rule says after how
 * many, tells the visitor the truth and offers a person. `lost`: the turn was over before.
 */
export async function failTurn(
  _ctx: Context,
  _ref: TurnRef,
  _detail: string,
): Promise<'escalated' | 'counted' | 'lost'> {
  throw new Error('not built yet');
}
