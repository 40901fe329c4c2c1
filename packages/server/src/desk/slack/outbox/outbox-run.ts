import type { Fence } from '../../../connectors/lease/fence.ts';
import type { Context } from '../../../context.ts';
import { installationAccess } from '../../../slack-app/install/installation-token.ts';
import { keepDeskSocket } from '../../../slack-app/socket/keep-desk-socket.ts';
import { connectionTroubles } from './connection-back.ts';
import type { Draw } from './drawn.ts';
import type { Due } from './find-due.ts';
import type { OutboxPlace } from './lane.ts';
import { LaneLoop } from './lane-loop.ts';
import { lanes } from './lanes.ts';
import { Outage } from './outage.ts';
import type { OutboxTiming } from './outbox-timing.ts';
import { posterOf } from './poster-of.ts';
import { adoptPosts } from './posts/adopt-posts.ts';
import { lostLane } from './posts/lost-lane.ts';
import { PostLane } from './posts/post-lane.ts';
import { redrawLane } from './shown/redraw-lane.ts';

/** The work for one installation while its lease is ours. */
export class OutboxRun {
  readonly fence: Fence;
  readonly #ctx: Context;
  readonly #timing: OutboxTiming;
  readonly #draw: Draw;
  readonly #end = new AbortController();
  #posts: PostLane | undefined;
  #beside: LaneLoop[] = [];

  constructor(options: {
    ctx: Context;
    fence: Fence;
    timing: OutboxTiming;
    draw: Draw;
  }) {
    this.#ctx = options.ctx;
    this.fence = options.fence;
    this.#timing = options.timing;
    this.#draw = options.draw;
  }

  /** A word came: posts are looked for at once, before anybody asks what else there is. */
  ringPosts(): void {
    this.#posts?.tell();
  }

  /** Somebody looked what there is to do. */
  ringDue(due: Due): void {
    if (due.posts) this.#posts?.ring();
    for (const lane of this.#beside) if (due[lane.name]) lane.ring();
    if (!due.isWanted) this.#end.abort();
  }

  /** Until nothing is wanted of it any more or the signal aborts; then at a safe point. */
  async run(stopping: AbortSignal, isOurs: () => boolean): Promise<void> {
    const signal = AbortSignal.any([stopping, this.#end.signal]);
    const place = await this.#place(isOurs);
    const hasParked = await this.#adopt(place);
    const outage = new Outage(this.#timing);
    const { fence } = this;
    const posts: PostLane = new PostLane(
      {
        ...{ place, fence, outage },
        timing: this.#timing,
        draw: this.#draw,
        doubt: () => lost.ring(),
      },
      hasParked,
    );
    const lost = new LaneLoop(
      lostLane(posts.work, () => posts.ring()),
      place,
    );
    this.#posts = posts;
    this.#beside = [
      lost,
      new LaneLoop(redrawLane(this.#draw), place),
      ...lanes.map((lane) => new LaneLoop(lane, place)),
    ];
    await Promise.all([
      posts.run(signal),
      ...this.#beside.map((lane) => lane.run(signal)),
      keepDeskSocket(this.#ctx, fence, signal).catch((error: unknown) => {
        this.#ctx.log.warn({ err: error }, 'Socket Mode for agents has trouble');
      }),
    ]);
  }

  async #place(isOurs: () => boolean): Promise<OutboxPlace> {
    const ctx = this.#ctx;
    const { tenant, installation } = this.fence;
    const { posters } = ctx;
    // without a token everything is refused, which the posts themselves will hear
    const token = await installationAccess(ctx, tenant, installation).then(
      (access) => access.token,
      () => '',
    );
    const sent = await sentLately(ctx, this.fence, posters.clock.now());
    const scheduler = posters.scheduler(installation, token, sent);
    return {
      ...{ ctx, tenant, installation, isOurs },
      now: () => posters.clock.now(),
      poster: (refused) => posterOf(ctx, { tenant, installation }, refused),
      scheduler: () => scheduler,
    };
  }

  /** Takes over what a former owner left; true where posts are parked that a success would release. */
  async #adopt({ now }: OutboxPlace): Promise<boolean> {
    const { pool } = this.#ctx;
    await adoptPosts(pool, this.fence, { now: now(), lookMs: this.#timing.lookMs[0] });
    const { tenant, installation } = this.fence;
    const { rows } = await pool.query<{ parked: boolean }>(
      `select exists (select from slack_post where tenant = $1 and installation = $2
         and state = 'parked' and trouble = any($3)) as parked`,
      [tenant, installation, connectionTroubles.filter((trouble) => trouble !== 'not_connected')],
    );
    return rows[0]?.parked ?? false;
  }
}

/** What others sent in the last minute counts: the budget is the workspace's (SYN-2). */
async function sentLately(
  ctx: Context,
  { tenant, installation }: Fence,
  now: number,
): Promise<number[]> {
  const { rows } = await ctx.pool.query<{ at: number }>(
    `select extract(epoch from sent_at)::float8 * 1000 as at from slack_post
     where tenant = $1 and installation = $2 and sent_at > $3 order by sent_at desc limit 400`,
    [tenant, installation, new Date(now - 60_000)],
  );
  return rows.map(({ at }) => at);
}
