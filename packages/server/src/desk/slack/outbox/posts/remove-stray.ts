import type { SlackPoster } from '@belay/slack/client/poster';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { rootGone } from '../../notify/root-gone.ts';
import { doubtPost } from './doubt-post.ts';
import type { PostWork } from './post-work.ts';
import { type Attempt, releasePost } from './release-post.ts';

interface Stray extends Attempt {
  channel: string;
  card: string | null;
  /** the root that it was meant for */
  threadTs: string | null;
  /** where it stands instead */
  stray: string;
}

const againMs = 2_000;

/**
 * An answer to a thread whose root is gone stands in the channel, where everybody reads it: it is
 * deleted at once, the card gets a new root or silence, and the post waits for that (NTF-3). Where
 * it stands is written down first, so that a crash leaves nothing behind.
 */
export async function removeStray(
  { place, doubt }: PostWork,
  poster: SlackPoster,
  post: Stray,
): Promise<void> {
  const { pool } = place.ctx;
  const { tenant, id, attempts, channel, card, threadTs, stray } = post;
  await pool.query(
    `update slack_post set stray = $4
     where tenant = $1 and id = $2 and attempts = $3 and state = 'sending'`,
    [tenant, id, attempts, stray],
  );
  const outcome = await poster.delete({ channel, ts: stray });
  if (outcome.kind !== 'done' && outcome.kind !== 'gone') {
    const { code: slackError } = outcome;
    const wait = outcome.kind === 'retry-later' ? outcome.ms : againMs;
    await doubtPost(pool, post, { at: place.now() + wait, looks: 0, slackError });
    return doubt();
  }
  if (card !== null && threadTs !== null)
    await inTransaction(pool, (db) => rootGone(db, { tenant, card, ts: threadTs }, 'unthreaded'));
  await releasePost(pool, post);
}
