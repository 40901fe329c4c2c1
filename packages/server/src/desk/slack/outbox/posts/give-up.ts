import type { OutcomeTrouble } from '../../trouble/trouble-of-outcome.ts';
import { channelTrouble } from './channel-trouble.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { type Parked, parkPost, parkWaiting } from './park-posts.ts';
import type { PostWork } from './post-work.ts';
import { reroute } from './reroute.ts';

export type Why = Pick<OutcomeTrouble, 'trouble' | 'reach'> & { slackError: string | null };

/** Parks a post that can't be sent, and with it whatever waits for the same (NTF-4). */
export async function giveUp(work: PostWork, post: ClaimedPost, why: Why): Promise<void> {
  const { ctx } = work.place;
  const { tenant, installation, channel, id } = post;
  const parked = await parkReached(work, post, why);
  ctx.metrics.slackPosts.inc({ outcome: 'parked' }, parked.length);
  ctx.log.warn(
    { tenant, installation, channel, post: id, ...why, parked: parked.length },
    'what is to be said in Slack is parked',
  );
  await reroute(work.place, parked);
}

function parkReached(work: PostWork, post: ClaimedPost, why: Why): Promise<Parked[]> {
  const { ctx, now } = work.place;
  const { tenant, installation, channel, id } = post;
  const tried = [id];
  switch (why.reach) {
    case 'post':
      return parkPost(ctx.pool, post, why);
    case 'channel':
      return channelTrouble(
        ctx.pool,
        { tenant, installation, channel, tried },
        { ...why, now: now() },
      );
    case 'installation':
      work.troubled();
      return parkWaiting(ctx.pool, { tenant, installation, tried }, why);
  }
}
