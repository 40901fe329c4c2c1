import { Bell } from '../bell.ts';
import { adoptPosts } from './adopt-posts.ts';
import { ChannelPace } from './channel-pace.ts';
import { claimPosts } from './claim-posts.ts';
import { foresee, unforeseen } from './foresee.ts';
import { PostSender } from './post-sender.ts';
import type { PostWork } from './post-work.ts';
import { probeParked } from './probe-parked.ts';
import { mostLate, readLate } from './read-late.ts';
import { reroute } from './reroute.ts';

const method = 'chat.postMessage';
/** After trouble of our own, e.g. a database that is away. */
const troubleMs = 1_000;
/** While the budget is short. */
const shortMs = 100;

/**
 * The queue of posts of one installation: serial in each channel, at one message a second there and
 * within the workspace's budget, of which a part is kept for channels that are quiet.
 */
export class PostLane {
  readonly work: PostWork;
  readonly #bell: Bell;
  readonly #pace: ChannelPace;
  readonly #sender: PostSender;
  #laterAt = Number.POSITIVE_INFINITY;
  #probedAt: number;
  #toldLateAt = 0;
  #lateAfter = 0;
  #mayHaveClaimed = false;
  #hasWord = false;

  /** `hasParked`: something was parked for what concerns the installation. */
  constructor(work: Omit<PostWork, 'later' | 'troubled'>, hasParked: boolean) {
    const { clock } = work.place.ctx.posters;
    const later = (at: number) => {
      this.#laterAt = Math.min(this.#laterAt, at);
    };
    const troubled = () => this.#sender.troubled();
    this.work = { ...work, later, troubled };
    this.#bell = new Bell(clock);
    this.#pace = new ChannelPace(work.timing.channelMs);
    this.#sender = new PostSender(this.work, this.#pace, hasParked, () => this.ring());
    this.#probedAt = clock.now();
  }

  ring(): void {
    this.#bell.ring();
  }

  /** Something new was committed just now. */
  tell(): void {
    this.#hasWord = true;
    this.ring();
  }

  /** Until the signal aborts and what is on its way has come to its end. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let wait = troubleMs;
      try {
        wait = await this.#pass();
      } catch (error) {
        // a claim whose answer was lost may have been made
        this.#mayHaveClaimed = true;
        if (!signal.aborted) this.#warn(error);
      }
      await this.#bell.heard(wait, signal);
    }
    await this.#sender.done();
  }

  /** Claims and sends what may go now; answers after how many ms more may. */
  async #pass(): Promise<number> {
    const { place, fence, outage, timing } = this.work;
    await this.#sender.settleLate();
    const now = place.now();
    if (this.#mayHaveClaimed) await this.#adopt(now);
    await this.#probe(now);
    const pause = outage.leftMs(now);
    if (pause > 0 || !outage.mayPost) {
      await this.#tellLate(now);
      // who looks for what is in doubt rings
      return pause > 0 ? pause : timing.longestPauseMs;
    }
    const room = place.scheduler().room(method);
    const { unsent } = this.#sender;
    const budget = { now: room.now - unsent, left: room.left - unsent };
    if (budget.now <= 0) return Math.max(room.nextFreeAt - now, shortMs);
    const turn = this.#pace.turn(now, budget);
    const most = outage.isOn ? 1 : turn.most;
    const foreseen = this.#hasWord ? foresee(this.work, turn.busy) : unforeseen;
    this.#hasWord = false;
    const { posts, access } = await claimPosts(place.ctx.pool, fence, { now, ...turn, most });
    if (access) this.#sender.send(posts, access, foreseen);
    const waits = [
      this.#pace.nextMs(now),
      this.#laterAt - now,
      this.#probedAt + timing.probeMs - now,
    ];
    // somebody may have been left out for the budget's sake
    if (turn.isReserved || posts.length === most) waits.push(shortMs);
    return Math.max(0, Math.min(...waits.filter((ms) => ms !== undefined)));
  }

  async #adopt(now: number): Promise<void> {
    const { place, fence, timing, doubt } = this.work;
    const { flying } = this.#sender;
    await adoptPosts(place.ctx.pool, fence, { now, lookMs: timing.lookMs[0], flying });
    this.#mayHaveClaimed = false;
    doubt();
  }

  async #probe(now: number): Promise<void> {
    const { place, fence, timing } = this.work;
    if (now >= this.#laterAt) this.#laterAt = Number.POSITIVE_INFINITY;
    if (now - this.#probedAt < timing.probeMs) return;
    this.#probedAt = now;
    await probeParked(place.ctx.pool, fence);
  }

  /** Slack itself is away: escalations that wait for it too long are told elsewhere. */
  async #tellLate(now: number): Promise<void> {
    const { place, timing } = this.work;
    if (now - this.#toldLateAt < timing.rerouteMs / 4) return;
    this.#toldLateAt = now;
    const wish = { since: now - timing.rerouteMs, after: this.#lateAfter };
    const late = await readLate(place.ctx.pool, place, wish);
    await reroute(place, late);
    // each of them in its turn, then from the first again
    this.#lateAfter = late.length < mostLate ? 0 : (late.at(-1)?.n ?? 0);
  }

  #warn(error: unknown): void {
    const { ctx, installation } = this.work.place;
    ctx.log.warn({ err: error, installation }, 'what is to be said in Slack can’t be read');
  }
}
