import { stealModal } from '@belay/slack/cards/modals';
import type { Context } from '../../../../context.ts';
import { openModal } from './open-modal.ts';
import type { Press } from './press.ts';

/** Taking from a colleague asks first (TKO-1). */
export async function openSteal(ctx: Context, press: Press): Promise<void> {
  const { language, made, standing } = press;
  await openModal(ctx, press, stealModal({ language, made, owner: standing.owner_name ?? '–' }));
}
