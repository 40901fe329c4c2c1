import type { SlackPoster } from '@belay/slack/client/poster';
import type pg from 'pg';
import { inTransaction } from '../../../../db/in-transaction.ts';
import type { OutcomeTrouble } from '../../trouble/trouble-of-outcome.ts';
import { connectionBack } from '../connection-back.ts';
import { channelTrouble } from './channel-trouble.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { type Parked, parkPost, parkWaiting } from './park-posts.ts';
import type { PostWork } from './post-work.ts';
import { reroute } from './reroute.ts';

export type Why = Pick<OutcomeTrouble, 'trouble' | 'reach'> & { slackError: string | null };

/** Parks a post that can't be sent, and with it whatever waits for the same (NTF-4). */
export async function giveUp(
  work: PostWork,
  post: ClaimedPost,
  why: Why,
  /** what was refused; undefined: there was none */
  used?: SlackPoster,
): Promise<void> {
  const { ctx } = work.place;
  const { tenant, installation, channel, id } = post;
  const parked = await parkReached(work, post, why);
  if (await isConnectedAnew(work, post, why, used)) {
    await connectionBack(ctx.pool, { tenant, installation });
    return;
  }
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
      return inTransaction(ctx.pool, async (db) => {
        if (why.trouble === 'not_connected') await holdBinding(db, post);
        return parkPost(db, post, why);
      });
    case 'channel':
      return channelTrouble(
        ctx.pool,
        { tenant, installation, channel, tried },
        { ...why, now: now() },
      );
    case 'installation':
      work.troubled();
      return inTransaction(ctx.pool, async (db) => {
        await holdInstallation(db, post);
        return parkWaiting(db, { tenant, installation, tried }, why);
      });
  }
}

/**
 * Whoever connects does so before this, and is seen below, or after it, and releases what was
 * parked: never both at once, where neither would.
 */
async function holdInstallation(db: pg.PoolClient, { tenant, installation }: ClaimedPost) {
  const held = 'select from slack_installation where tenant = $1 and id = $2 for share';
  await db.query(held, [tenant, installation]);
}

async function holdBinding(db: pg.PoolClient, { tenant, agent }: ClaimedPost) {
  const held = 'select from slack_binding where tenant = $1 and agent = $2 for share';
  await db.query(held, [tenant, agent]);
}

/** What kept it away was mended after it was claimed. */
async function isConnectedAnew(
  { place }: PostWork,
  { tenant, installation, agent }: ClaimedPost,
  { trouble, reach }: Why,
  used: SlackPoster | undefined,
): Promise<boolean> {
  if (reach === 'installation') {
    const now = await place.poster().catch(() => used);
    return now !== used;
  }
  if (trouble !== 'not_connected') return false;
  const { rowCount } = await place.ctx.pool.query(
    'select from slack_binding where tenant = $1 and agent = $2 and installation = $3',
    [tenant, agent, installation],
  );
  return rowCount === 1;
}
