import type { Person } from '@belay/slack/model';
import type { Context } from '../../../context.ts';
import type { SlackPlace } from './slack-place.ts';

/** A profile changed, or somebody left: who they are here is checked again (TKO-5). */
export async function personChanged(
  _ctx: Context,
  _place: SlackPlace,
  _user: Pick<Person, 'id' | 'isDeleted'>,
): Promise<void> {
  throw new Error('not built yet');
}
