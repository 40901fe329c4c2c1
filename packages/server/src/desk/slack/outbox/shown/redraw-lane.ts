import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { SlackPoster } from '@belay/slack/client/poster';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { rootGone } from '../../notify/root-gone.ts';
import { troubleOfOutcome } from '../../trouble/trouble-of-outcome.ts';
import type { Draw, Drawn } from '../drawn.ts';
import type { Lane, OutboxPlace } from '../lane.ts';
import { postKey } from '../post-key.ts';
import { channelTrouble } from '../posts/channel-trouble.ts';
import { reroute } from '../posts/reroute.ts';
import { type Redraw, readRedraws } from './read-redraws.ts';
import { settleDeleted, settleDrawn } from './settle-redraw.ts';

const method = 'chat.update';
/** Drawn and sent beside each other. */
const mostAtOnce = 8;
/** After an outcome that nobody knows: drawing again does no harm. */
const againMs = 2_000;
const longestAgainMs = 60_000;
/** While nothing at all may be written. */
const refusedMs = 60_000;
/** A message stands, but Slack lets nobody change it any more. */
const fixed: ReadonlySet<string> = new Set(['cant_update_message', 'edit_window_closed']);

/**
 * Messages of ours that have to look otherwise: beside the queue of posts, under the budget of
 * `chat.update`, always the newest state alone (NTF-4).
 */
export function redrawLane(draw: Draw): Lane {
  /** not before, ms: what failed of itself */
  const resting = new Map<string, { until: number; tries: number }>();
  return {
    name: 'redraws',
    async run(place, signal) {
      for (;;) {
        const now = place.now();
        const asleep = [...resting].filter(([, { until }]) => until > now);
        const room = place.scheduler().room(method);
        if (room.now === 0) return Math.max(1, room.nextFreeAt - now);
        const most = Math.min(room.now, mostAtOnce);
        const posts = await readRedraws(place.ctx.pool, place, {
          without: asleep.map(([id]) => id),
          most,
        });
        const waits = asleep.map(([, { until }]) => until - now);
        if (posts.length === 0)
          return waits.length === 0 ? undefined : Math.max(1, Math.min(...waits));
        const [drawn, poster] = await Promise.all([
          draw(place.ctx, place.tenant, posts),
          place.poster(),
        ]);
        const ends = await Promise.all(
          posts.map(async (post) => {
            if (signal.aborted || !place.isOurs()) return 'stop' as const;
            const end = await redraw(place, poster, post, drawn.get(post.id));
            if (end === 'done') resting.delete(post.id);
            else if (end !== 'stop') rest(post.id, end);
            return end;
          }),
        );
        if (ends.includes('stop')) return refusedMs;
      }
      function rest(id: string, ms: number): void {
        const tries = (resting.get(id)?.tries ?? 0) + 1;
        const wait = Math.max(ms, Math.min(againMs * 2 ** (tries - 1), longestAgainMs));
        resting.set(id, { until: place.now() + wait, tries });
      }
    },
  };
}

/** `done`: nothing is left to do; a number: again after so many ms; `stop`: nothing goes here now. */
type End = 'done' | 'stop' | number;

async function redraw(
  place: OutboxPlace,
  poster: SlackPoster,
  post: Redraw,
  drawn: Drawn | undefined,
): Promise<End> {
  const { pool, metrics } = place.ctx;
  const ref = { channel: post.channel, ts: post.ts };
  if (!post.wanted || drawn?.kind === 'delete') {
    const deleted = await poster.delete(ref);
    if (deleted.kind !== 'done') return failed(place, post, deleted);
    await settleDeleted(pool, post);
    return 'done';
  }
  if (drawn?.kind !== 'message') {
    await settleDrawn(pool, post);
    return 'done';
  }
  const { message } = drawn;
  const event_type = message.metadata?.event_type ?? 'belay_post';
  const metadata = { event_type, event_payload: { key: postKey(post.id) } };
  const updated = await poster.update(ref, { ...message, metadata });
  if (updated.kind !== 'done') return failed(place, post, updated);
  metrics.slackRedraws.inc();
  await settleDrawn(pool, post);
  return 'done';
}

async function failed(
  place: OutboxPlace,
  post: Redraw,
  outcome: Exclude<PostOutcome<unknown>, { kind: 'done' }>,
): Promise<End> {
  const { pool, log } = place.ctx;
  const { tenant, installation, channel, id, card } = post;
  if (outcome.kind === 'unknown-outcome') return 0;
  if (outcome.kind === 'retry-later') return outcome.ms;
  const { trouble, reach, slackError } = troubleOfOutcome(outcome);
  if (reach === 'channel') {
    const why = { trouble, slackError, now: place.now() };
    const place_ = { tenant, installation, channel, tried: [] };
    await reroute(place, await channelTrouble(pool, place_, why));
    return 'done';
  }
  if (reach === 'installation') return 'stop';
  if (trouble === 'message_gone' && !fixed.has(slackError)) {
    if (!post.wanted) await settleDeleted(pool, post);
    else if (post.kind === 'card' && card !== null)
      await inTransaction(pool, (db) => rootGone(db, { tenant, card, ts: post.ts }, 'not_found'));
  }
  log.warn({ installation, channel, post: id, slackError }, 'a message can’t be drawn anew');
  await settleDrawn(pool, post, { trouble, slackError });
  return 'done';
}
