import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { Posted, SlackPoster } from '@belay/slack/client/poster';
import { troubleOfOutcome } from '../../trouble/trouble-of-outcome.ts';
import type { Lane } from '../lane.ts';
import { postKey } from '../post-key.ts';
import { doubtPost } from './doubt-post.ts';
import { landPost } from './land-post.ts';
import { parkPost } from './park-posts.ts';
import type { PostWork } from './post-work.ts';
import { type LostPost, readLost } from './read-lost.ts';
import { releasePost } from './release-post.ts';
import { removeStray } from './remove-stray.ts';
import { reroute } from './reroute.ts';

/** Slack's clock and ours may differ by so much. */
const skewMs = 120_000;
const neverKnown = 'too_many_messages';

/**
 * Posts whose outcome nobody knows (NTF-3): looked for twice by their key; absent twice, they are
 * sent again. Where nobody can look, escalations alone are repeated, once, and say so.
 */
export function lostLane(work: PostWork, ringPosts: () => void): Lane {
  return {
    name: 'lost',
    async run(place, signal) {
      const { outage } = work;
      for (;;) {
        const lost = await readLost(place.ctx.pool, work.fence);
        outage.hasDoubts = lost.length > 0;
        const now = place.now();
        const [next] = lost;
        const wait = next && Math.max(next.nextAt - now, outage.leftMs(now));
        if (next === undefined || wait !== 0 || signal.aborted || !place.isOurs()) return wait;
        const due = lost.filter(({ nextAt }) => nextAt <= now);
        const poster = await place.poster();
        // while Slack is away, one of them finds out whether it is back
        const asked = outage.isOn ? [next] : due;
        await Promise.all(asked.map((post) => settleLost(work, poster, post)));
        ringPosts();
      }
    },
  };
}

async function settleLost(work: PostWork, poster: SlackPoster, post: LostPost): Promise<void> {
  const { place, timing, outage } = work;
  const { pool } = place.ctx;
  if (post.stray !== null) return removeStray(work, poster, { ...post, stray: post.stray });
  const outcome = await look(poster, post);
  const now = place.now();
  if (isAway(outcome)) outage.failed(now);
  else if (outcome.kind !== 'retry-later') outage.answered();
  if (outcome.kind === 'done') {
    if (outcome.value !== null) return landPost(work, poster, post, outcome.value, null);
    if (post.looks > 0) return releasePost(pool, post);
    const at = Math.max(now, post.sentAt + timing.lookMs[1]);
    return doubtPost(pool, post, { at, looks: 1 });
  }
  const slackError = outcome.code;
  const mayLookLater =
    outcome.kind === 'retry-later' ||
    (outcome.kind === 'unknown-outcome' && outcome.code !== neverKnown);
  if (mayLookLater && now - post.createdAt < timing.giveUpMs) {
    const wait = outcome.kind === 'retry-later' ? Math.max(outcome.ms, 1) : timing.lookAgainMs;
    return doubtPost(pool, post, { at: now + wait, looks: post.looks, slackError });
  }
  await giveUpLooking(work, post, slackError);
}

function isAway(outcome: PostOutcome<unknown>): boolean {
  if (outcome.kind === 'retry-later') return troubleOfOutcome(outcome).trouble === 'unreachable';
  return outcome.kind === 'unknown-outcome' && outcome.code !== neverKnown;
}

/** In its thread; if that is gone, in the channel, where Slack would have put it. */
async function look(
  poster: SlackPoster,
  { id, channel, threadTs, sentAt, botId }: LostPost,
): Promise<PostOutcome<Posted | null>> {
  // without it nobody can be told from another app that copied our key
  if (botId === null) return { kind: 'unknown-outcome', code: neverKnown };
  const wanted = { channel, since: sentAt - skewMs, key: postKey(id), botId };
  if (threadTs === null) return poster.find(wanted);
  const found = await poster.find({ ...wanted, threadTs });
  const isThreadGone = found.kind === 'gone' && found.reason === 'message';
  return isThreadGone ? poster.find(wanted) : found;
}

async function giveUpLooking(
  { place }: PostWork,
  post: LostPost,
  slackError: string,
): Promise<void> {
  const { pool, metrics, log } = place.ctx;
  const isEscalation = post.event === 'escalation' && ['card', 'event'].includes(post.kind);
  if (isEscalation && !post.wasRepeated) {
    metrics.slackPosts.inc({ outcome: 'repeated' });
    return releasePost(pool, post, { slackError, data: { remark: 'repeated' } });
  }
  const parked = await parkPost(pool, post, { trouble: 'unknown_outcome', slackError });
  metrics.slackPosts.inc({ outcome: 'parked' }, parked.length);
  const { id, channel, installation } = post;
  log.warn({ installation, channel, post: id, slackError }, 'nobody knows whether it was posted');
  await reroute(place, parked);
}
