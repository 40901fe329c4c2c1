import type { Posted, SlackPoster } from '@belay/slack/client/poster';
import type { ClaimedPost } from './claim-posts.ts';
import type { PostWork } from './post-work.ts';
import { removeStray } from './remove-stray.ts';
import { settlePosted } from './settle-posted.ts';

type Landing = Pick<
  ClaimedPost,
  'tenant' | 'id' | 'channel' | 'card' | 'kind' | 'attempts' | 'threadTs'
>;

/** A post is in Slack: where it belongs, or where it has to go from again. */
export async function landPost(
  work: PostWork,
  poster: SlackPoster,
  post: Landing,
  at: Posted,
  version: number | null,
): Promise<void> {
  const { tenant, id, channel, threadTs } = post;
  const { ctx, now } = work.place;
  if (threadTs !== null && at.threadTs === undefined)
    return removeStray(work, poster, { ...post, stray: at.ts });
  const landed = { tenant, id, ts: at.ts, version, now: now() };
  const settled = await settlePosted(ctx.pool, landed, post.kind === 'card');
  // it stands twice, or nobody wants it any more
  if (settled === 'stray') await poster.delete({ channel, ts: at.ts });
  if (settled === 'posted') ctx.metrics.slackPosts.inc({ outcome: 'posted' });
}
