import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import type { Due } from './due.ts';

/**
 * Moves what is due one by one. One that was erased meanwhile has nothing to do; one that fails is
 * told and tried again at the next look, and keeps no other from its turn.
 */
export async function forEachDue(
  ctx: Context,
  due: readonly Due[],
  move: (one: Due) => Promise<unknown>,
): Promise<void> {
  for (const one of due)
    try {
      await move(one);
    } catch (error) {
      if (error instanceof BelayError && error.code === 'NOT_FOUND') continue;
      if (ctx.stopping.aborted) throw error;
      const conversation = publicId('cnv', one.id);
      ctx.log.warn({ err: error, conversation }, 'a timer of a conversation failed');
    }
}
