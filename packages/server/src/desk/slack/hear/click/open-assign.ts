import { assignModal } from '@belay/slack/cards/modals';
import type { Context } from '../../../../context.ts';
import { listPeople } from '../../../inbox/list-people.ts';
import { openModal } from './open-modal.ts';
import type { Press } from './press.ts';

/** To whom: everybody who may answer visitors and is there, but for who has it. */
export async function openAssign(ctx: Context, press: Press): Promise<void> {
  const { place, language, made, standing } = press;
  const people = await listPeople(ctx.pool, place.tenant);
  const offered = people.filter(({ id, available }) => available && id !== standing.owner);
  await openModal(ctx, press, assignModal({ language, made, people: offered }));
}
