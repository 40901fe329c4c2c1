import type { ClaimedPost } from './claim-posts.ts';
import { dropPost } from './drop-post.ts';
import { giveUp } from './give-up.ts';
import type { PostWork } from './post-work.ts';
import { reroute } from './reroute.ts';

/** What is known beforehand to be in vain is not sent; true: it was put away. */
export async function refuseUnsendable(
  work: PostWork,
  post: ClaimedPost,
  /** into a channel with trouble, to see whether it is over */
  mayTry: boolean,
): Promise<boolean> {
  const { tenant, id, channelTrouble: trouble, channelError: slackError } = post;
  if (post.isUnbound) {
    await giveUp(work, post, { trouble: 'not_connected', reach: 'post', slackError: null });
    return true;
  }
  if (post.isMuted) {
    const isEscalation = post.event === 'escalation';
    await reroute(work.place, [{ tenant, id, isEscalation }]);
    await dropPost(work.place.ctx.pool, post, 'muted');
    return true;
  }
  if (trouble === null || mayTry) return false;
  await giveUp(work, post, { trouble, reach: 'channel', slackError });
  return true;
}
