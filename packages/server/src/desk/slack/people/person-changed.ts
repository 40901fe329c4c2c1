import type { Person } from '@belay/slack/model';
import type { Context } from '../../../context.ts';
import { checkPerson } from './check-person.ts';
import type { SlackPlace } from './slack-place.ts';

/**
 * A profile changed, or somebody left: who they are here is checked again (TKO-5). Until that has
 * worked they may do nothing. Of people who never did anything here nothing is kept.
 */
export async function personChanged(
  ctx: Context,
  place: SlackPlace,
  { id }: Pick<Person, 'id'>,
): Promise<void> {
  const { rowCount } = await ctx.pool.query(
    `update slack_person set checked_at = 'epoch'
     where tenant = $1 and installation = $2 and user_id = $3`,
    [place.tenant, place.installation, id],
  );
  if (rowCount !== 0) await checkPerson(ctx, place, id);
}
