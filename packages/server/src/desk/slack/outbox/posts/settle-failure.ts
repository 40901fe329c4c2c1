import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { Posted, SlackPoster } from '@belay/slack/client/poster';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { oweVerification } from '../../../../slack-app/install/verify-installation.ts';
import { rootGone } from '../../notify/root-gone.ts';
import { type OutcomeTrouble, troubleOfOutcome } from '../../trouble/trouble-of-outcome.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { doubtPost } from './doubt-post.ts';
import { giveUp } from './give-up.ts';
import type { PostWork } from './post-work.ts';
import { releasePost } from './release-post.ts';

type Failed = Exclude<PostOutcome<Posted>, { kind: 'done' }>;

/** A token that is being replaced looks like one that is dead: a moment later it doesn't. */
const againMs = 1_000;
/** What may mean that our app was removed. */
const ended: ReadonlySet<string> = new Set(['token_revoked', 'account_inactive', 'invalid_auth']);

/** Writes down what came of a post that Slack did not simply take. */
export async function settleFailure(
  work: PostWork,
  poster: SlackPoster,
  post: ClaimedPost,
  outcome: Failed,
): Promise<void> {
  const { pool } = work.place.ctx;
  if (outcome.kind === 'unknown-outcome') return settleUnknown(work, post, outcome.code);
  const found = troubleOfOutcome(outcome);
  const { trouble, reach, slackError } = found;
  if (!found.isLasting) return settlePassing(work, post, found);
  if (trouble === 'message_gone' && post.card !== null && post.threadTs !== null) {
    const gone = { tenant: post.tenant, card: post.card, ts: post.threadTs };
    await inTransaction(pool, (db) => rootGone(db, gone, 'not_found'));
    return releasePost(pool, post, { slackError });
  }
  if (trouble === 'not_in_channel' && (await hasJoined(work, poster, post)))
    return releasePost(pool, post, { slackError });
  if (reach === 'installation' && (await mayBeReplaced(work, poster, post, slackError))) return;
  await giveUp(work, post, { trouble, reach, slackError }, poster);
}

async function settleUnknown(work: PostWork, post: ClaimedPost, slackError: string) {
  const { place, timing, outage, doubt } = work;
  const now = place.now();
  outage.failed(now);
  outage.hasDoubts = true;
  place.ctx.metrics.slackPosts.inc({ outcome: 'unknown' });
  await doubtPost(place.ctx.pool, post, { at: now + timing.lookMs[0], looks: 0, slackError });
  doubt();
}

async function settlePassing(work: PostWork, post: ClaimedPost, why: OutcomeTrouble) {
  const { place, timing, outage } = work;
  const now = place.now();
  if (now - post.createdAt > timing.giveUpMs) return giveUp(work, post, { ...why, reach: 'post' });
  place.ctx.metrics.slackPosts.inc({ outcome: 'retried' });
  // a limit is its method's: the budget knows of it
  if (why.trouble !== 'rate_limited') outage.failed(now);
  await releasePost(place.ctx.pool, post, { slackError: why.slackError });
}

/** Into a public channel it may go by itself, where that was granted. */
async function hasJoined(
  { place: { ctx } }: PostWork,
  poster: SlackPoster,
  { tenant, installation, channel, isPrivate, lastError }: ClaimedPost,
): Promise<boolean> {
  // who joined and still isn't in it won't be by joining again
  if (isPrivate || lastError === 'not_in_channel') return false;
  const joined = await poster.join(channel);
  if (joined.kind !== 'done') return false;
  await ctx.pool.query(
    `update slack_channel set is_member = true
     where tenant = $1 and installation = $2 and channel = $3`,
    [tenant, installation, channel],
  );
  return true;
}

/** True: the post waits for another token, which was stored meanwhile or may be any moment. */
async function mayBeReplaced(
  { place, later }: PostWork,
  used: SlackPoster,
  post: ClaimedPost,
  slackError: string,
): Promise<boolean> {
  const { pool } = place.ctx;
  const { tenant, installation, lastError } = post;
  const isOfToken = slackError === 'token_expired' || ended.has(slackError);
  if (ended.has(slackError)) await oweVerification(pool, { tenant, installation });
  const now = await place.poster(isOfToken ? used : undefined).catch(() => used);
  // refused again, a moment later or with a newer one
  if (lastError === slackError) return false;
  const at = now === used ? place.now() + againMs : undefined;
  if (at !== undefined) later(at);
  await releasePost(pool, post, { at, slackError });
  return true;
}
