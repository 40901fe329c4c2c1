import type { CardMessage } from '@belay/slack/cards/block';
import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { Posted, SlackPoster } from '@belay/slack/client/poster';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { rootGone } from '../../notify/root-gone.ts';
import { troubleOfOutcome } from '../../trouble/trouble-of-outcome.ts';
import { channelBack } from '../channel-back.ts';
import type { Drawn } from '../drawn.ts';
import { postKey } from '../post-key.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { doubtPost } from './doubt-post.ts';
import { dropPost } from './drop-post.ts';
import { giveUp } from './give-up.ts';
import { landPost } from './land-post.ts';
import type { PostWork } from './post-work.ts';
import { releasePost } from './release-post.ts';

type Failed = Exclude<PostOutcome<Posted>, { kind: 'done' }>;

/** Sends a post that is claimed, once, and writes down what came of it. */
export async function sendPost(
  work: PostWork,
  poster: SlackPoster,
  post: ClaimedPost,
  drawn: Drawn | undefined,
): Promise<'posted' | 'failed' | 'unsent'> {
  const { place, outage } = work;
  const { pool, metrics } = place.ctx;
  if (drawn?.kind !== 'message' || !post.wanted) {
    await dropPost(pool, post, drawn?.kind === 'drop' ? drawn.trouble : null);
    return 'unsent';
  }
  // another process may look for it by now: it finds out that nothing was sent
  if (!place.isOurs()) return 'unsent';
  const outcome = await poster.post(addressOf(post), stamped(drawn.message, post.id));
  if (outcome.kind !== 'done') {
    await settleFailure(work, poster, post, outcome);
    return 'failed';
  }
  outage.passed();
  metrics.slackPostSeconds.observe(Math.max(0, place.now() - post.createdAt) / 1000);
  await landPost(work, poster, post, outcome.value, post.version);
  if (post.channelTrouble !== null) await inTransaction(pool, (db) => channelBack(db, post));
  return 'posted';
}

function addressOf({ channel, threadTs, broadcast }: ClaimedPost) {
  return threadTs === null ? { channel } : { channel, threadTs, broadcast };
}

/** Its key is its id, whoever drew it: by that alone it is found again. */
function stamped(message: CardMessage, post: string): CardMessage {
  const event_type = message.metadata?.event_type ?? 'belay_post';
  return { ...message, metadata: { event_type, event_payload: { key: postKey(post) } } };
}

async function settleFailure(
  work: PostWork,
  poster: SlackPoster,
  post: ClaimedPost,
  outcome: Failed,
): Promise<void> {
  const { place, timing, outage } = work;
  const { pool, metrics } = place.ctx;
  const { code: slackError } = outcome;
  const now = place.now();
  if (outcome.kind === 'unknown-outcome') {
    outage.failed(now);
    metrics.slackPosts.inc({ outcome: 'unknown' });
    await doubtPost(pool, post, { at: now + timing.lookMs[0], looks: 0, slackError });
    outage.hasDoubts = true;
    return work.doubt();
  }
  const { trouble, reach, isLasting } = troubleOfOutcome(outcome);
  if (!isLasting) {
    if (now - post.createdAt > timing.giveUpMs)
      return giveUp(work, post, { trouble, reach: 'post', slackError });
    metrics.slackPosts.inc({ outcome: 'retried' });
    // a limit is its method's: the budget knows of it
    if (trouble !== 'rate_limited') outage.failed(now);
    return releasePost(pool, post, { slackError });
  }
  if (trouble === 'message_gone' && post.card !== null && post.threadTs !== null) {
    const gone = { tenant: post.tenant, card: post.card, ts: post.threadTs };
    await inTransaction(pool, (db) => rootGone(db, gone, 'not_found'));
    return releasePost(pool, post, { slackError });
  }
  if (trouble === 'not_in_channel' && !post.isPrivate && (await hasJoined(work, poster, post)))
    return releasePost(pool, post);
  if (reach === 'installation') {
    if (await isNewerToken(work, poster)) return releasePost(pool, post, { slackError });
    // a token that is being replaced looks like one that is dead
    if (post.attempts === 1) {
      work.later(now + againMs);
      return releasePost(pool, post, { at: now + againMs, slackError });
    }
  }
  await giveUp(work, post, { trouble, reach, slackError });
}

/** Into a public channel it may go by itself, where that was granted. */
async function hasJoined(
  { place: { ctx } }: PostWork,
  poster: SlackPoster,
  { tenant, installation, channel, attempts }: ClaimedPost,
): Promise<boolean> {
  // who was let in and is still not in it won't be by trying on
  if (attempts > mostJoins) return false;
  const joined = await poster.join(channel);
  if (joined.kind !== 'done') return false;
  await ctx.pool.query(
    `update slack_channel set is_member = true
     where tenant = $1 and installation = $2 and channel = $3`,
    [tenant, installation, channel],
  );
  return true;
}
const mostJoins = 3;
const againMs = 1_000;

/** The token was replaced while the post was on its way: then it is tried with the new one. */
async function isNewerToken({ place }: PostWork, used: SlackPoster): Promise<boolean> {
  const now = await place.poster().catch(() => used);
  return now !== used;
}
