import { createHash } from 'node:crypto';
import { type AppHome, appHome } from '@belay/slack/cards/app-home';
import type { Lane, OutboxPlace } from '../outbox/lane.ts';
import { makeLink } from '../people/make-link.ts';
import { type HomeRow, readHomes } from './read-homes.ts';

/** A queue changes without a word to us; so often it is looked at, ms. */
const lookMs = 5_000;
/** Between two times that one Home is drawn, ms: in a storm the newest queue is enough. */
const pauseMs = 1_000;
/** After what Slack refuses, ms. */
const refusedMs = 60_000;

/** Draws the Homes that people opened whenever their queue is another than what stands there. */
export const homesLane: Lane = {
  name: 'homes',
  async run(place, signal) {
    const homes = await readHomes(place.ctx, place, new Date(place.now()));
    if (homes.length === 0) return undefined;
    let next = lookMs;
    for (const home of homes) {
      if (signal.aborted || !place.isOurs()) return undefined;
      const digest = digestOf(home.home);
      if (digest === home.shown) continue;
      const waitMs = (home.nextAt?.getTime() ?? 0) - place.now();
      next = Math.min(next, waitMs > 0 ? waitMs : await draw(place, home, digest, signal));
    }
    return next;
  },
};

/** Answers after how many ms it may be drawn again. */
async function draw(
  place: OutboxPlace,
  { userId, home, mayLink }: HomeRow,
  digest: string,
  signal: AbortSignal,
): Promise<number> {
  const poster = await place.poster();
  // made anew each time: who looks later opens it again, and gets another
  const linkUrl = mayLink ? await makeLink(place.ctx, place, userId) : null;
  const view = appHome(home.isLinked ? home : { ...home, linkUrl });
  const outcome = await poster.publishHome(userId, view, signal);
  switch (outcome.kind) {
    case 'done':
      await settle(place, userId, digest, pauseMs);
      return lookMs;
    case 'retry-later':
      await settle(place, userId, null, outcome.ms);
      return Math.max(outcome.ms, 1);
    default:
      // drawn twice is drawn once: an unknown outcome is no trouble
      await settle(place, userId, null, outcome.kind === 'unknown-outcome' ? pauseMs : refusedMs);
      return outcome.kind === 'unknown-outcome' ? pauseMs : lookMs;
  }
}

/** `digest` null: it does not stand there yet. One that was opened again meanwhile is drawn again. */
async function settle(
  { ctx, tenant, installation, now }: OutboxPlace,
  userId: string,
  digest: string | null,
  waitMs: number,
): Promise<void> {
  await ctx.pool.query(
    `update slack_home set shown = coalesce($4, shown), next_at = $5
     where tenant = $1 and installation = $2 and user_id = $3`,
    [tenant, installation, userId, digest, new Date(now() + waitMs)],
  );
}

function digestOf(home: AppHome): string {
  return createHash('sha256').update(JSON.stringify(home)).digest('base64url');
}
