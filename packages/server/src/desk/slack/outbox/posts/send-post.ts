import type { CardMessage } from '@belay/slack/cards/block';
import type { SlackPoster } from '@belay/slack/client/poster';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { channelBack } from '../channel-back.ts';
import type { Drawn } from '../drawn.ts';
import { postKey } from '../post-key.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { dropPost } from './drop-post.ts';
import { landPost } from './land-post.ts';
import type { PostWork } from './post-work.ts';
import { settleFailure } from './settle-failure.ts';

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
