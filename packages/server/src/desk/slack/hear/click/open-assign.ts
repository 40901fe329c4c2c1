import { assignModal } from '@belay/slack/cards/modals';
import type { Context } from '../../../../context.ts';
import { listPeople } from '../../../inbox/list-people.ts';
import { openModal } from './open-modal.ts';
import type { Press } from './press.ts';

/** To whom: everybody who may answer visitors, but for who has it. */
export async function openAssign(ctx: Context, press: Press): Promise<void> {
  const { place, language, made, standing } = press;
  const people = await listPeople(ctx.pool, place.tenant);
  await openModal(
    ctx,
    press,
    assignModal({ language, made, people: people.filter(({ id }) => id !== standing.owner) }),
  );
}
