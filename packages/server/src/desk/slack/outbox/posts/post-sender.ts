import { BelayError } from '@belay/contract/error';
import type { SlackPoster } from '@belay/slack/client/poster';
import { freshAccess, type StoredAccess } from '../../../../slack-app/install/stored-access.ts';
import { connectionBack } from '../connection-back.ts';
import type { Drawn } from '../drawn.ts';
import type { ChannelPace } from './channel-pace.ts';
import type { ClaimedPost } from './claim-posts.ts';
import { doubtPost } from './doubt-post.ts';
import { drawForeseen, type Foreseen } from './foresee.ts';
import { giveUp } from './give-up.ts';
import type { PostWork } from './post-work.ts';
import { refuseUnsendable } from './refuse-unsendable.ts';
import { releasePost } from './release-post.ts';
import { sendPost } from './send-post.ts';

/** What can't be drawn so often in a row is parked: something is wrong with it, not with us. */
const mostDraws = 5;
const undrawnMs = 2_000;

/** Brings claimed posts to Slack, all channels beside each other, and writes down what came of it. */
export class PostSender {
  readonly #work: PostWork;
  readonly #pace: ChannelPace;
  readonly #ring: () => void;
  readonly #flying = new Map<Promise<void>, string[]>();
  /** sent, but not even that could be written down */
  readonly #unsettled = new Map<string, ClaimedPost>();
  readonly #undrawn = new Map<string, number>();
  /** when each channel with trouble was tried last */
  readonly #tried = new Map<string, number>();
  #hasParked: boolean;
  /** claimed, and not handed to Slack yet: the budget doesn't know of them */
  unsent = 0;

  constructor(work: PostWork, pace: ChannelPace, hasParked: boolean, ring: () => void) {
    this.#work = work;
    this.#pace = pace;
    this.#hasParked = hasParked;
    this.#ring = ring;
  }

  /** Posts were parked for what concerns the installation: the next success releases them. */
  troubled(): void {
    this.#hasParked = true;
  }

  /** `foreseen`: what of them was drawn while they were claimed. */
  send(posts: readonly ClaimedPost[], access: StoredAccess, foreseen: Promise<Foreseen>): void {
    const now = this.#work.place.now();
    for (const { channel } of posts) this.#pace.claimed(channel, now);
    this.unsent += posts.length;
    const sending = this.#sendAll(posts, access, foreseen).catch((error: unknown) =>
      this.#tell(error),
    );
    this.#flying.set(
      sending,
      posts.map(({ id }) => id),
    );
    void sending.then(() => this.#flying.delete(sending));
  }

  /** On the way (uuids). */
  get flying(): string[] {
    return [...this.#flying.values()].flat();
  }

  async done(): Promise<void> {
    await Promise.all(this.#flying.keys());
  }

  /** What a database that was away kept from being written down is looked for in Slack. */
  async settleLate(): Promise<void> {
    const { place, timing, doubt } = this.#work;
    for (const post of [...this.#unsettled.values()]) {
      const at = place.now() + timing.lookMs[0];
      await doubtPost(place.ctx.pool, post, { at, looks: 0 });
      this.#unsettled.delete(post.id);
      doubt();
    }
  }

  async #sendAll(
    posts: readonly ClaimedPost[],
    access: StoredAccess,
    foreseen: Promise<Foreseen>,
  ): Promise<void> {
    const refused = await Promise.all(posts.map((post) => this.#isRefused(post)));
    const ready = posts.filter((_, i) => !refused[i]);
    if (ready.length === 0) return;
    const [{ drawn, failed }, poster] = await Promise.all([
      drawForeseen(this.#work, ready, foreseen),
      this.#speaker(access),
    ]);
    await Promise.all(failed.map(({ post, error }) => this.#undrawable(post, error)));
    const left = ready.filter((post) => !failed.some((one) => one.post === post));
    await Promise.all(
      left.map((post) =>
        'trouble' in poster
          ? this.#withoutPoster(post, poster)
          : this.#sendOne(poster, post, drawn.get(post.id)),
      ),
    );
  }

  /** With the token that came with the claim; one that has to be renewed is asked for. */
  async #speaker(stored: StoredAccess): Promise<SlackPoster | Unusable> {
    const { place } = this.#work;
    const { ctx, installation } = place;
    try {
      const fresh = freshAccess(ctx, installation, stored);
      return fresh ? ctx.posters.poster(installation, fresh) : await place.poster();
    } catch (error) {
      if (!(error instanceof BelayError)) this.#tell(error);
      return unusable(error);
    }
  }

  async #isRefused(post: ClaimedPost): Promise<boolean> {
    const { place, timing } = this.#work;
    const now = place.now();
    const tried = this.#tried.get(post.channel) ?? Number.NEGATIVE_INFINITY;
    const mayTry = post.kind === 'test' || now - tried >= timing.probeMs;
    if (post.channelTrouble === null) this.#tried.delete(post.channel);
    else if (mayTry) this.#tried.set(post.channel, now);
    const refuse = () => refuseUnsendable(this.#work, post, mayTry);
    const isRefused = await this.#guarded(post, refuse, true);
    if (isRefused) this.#leave(post);
    return isRefused;
  }

  async #sendOne(poster: SlackPoster, post: ClaimedPost, drawn: Drawn | undefined): Promise<void> {
    const { place, outage } = this.#work;
    this.unsent -= 1;
    this.#undrawn.delete(post.id);
    this.#pace.started(post.channel, place.now());
    const send = () => sendPost(this.#work, poster, post, drawn);
    const end = await this.#guarded(post, send, 'failed');
    if (end === 'unsent') this.#pace.unsent(post.channel);
    if (this.#pace.landed(post.channel, place.now())) this.#ring();
    if (end !== 'posted' || !this.#hasParked || outage.isOn) return;
    this.#hasParked = false;
    const { tenant, installation } = post;
    await connectionBack(place.ctx.pool, { tenant, installation });
  }

  /** Its channel is free, and so is its place in the budget. */
  #leave({ channel }: ClaimedPost): void {
    this.unsent -= 1;
    this.#pace.unsent(channel);
    this.#ring();
  }

  async #undrawable(post: ClaimedPost, error: unknown): Promise<void> {
    this.#tell(error);
    const { place, later } = this.#work;
    const tries = (this.#undrawn.get(post.id) ?? 0) + 1;
    this.#undrawn.set(post.id, tries);
    const at = place.now() + undrawnMs * tries;
    const put = async () => {
      if (tries < mostDraws) {
        later(at);
        return releasePost(place.ctx.pool, post, { at });
      }
      this.#undrawn.delete(post.id);
      await giveUp(this.#work, post, { trouble: 'unfit', reach: 'post', slackError: null });
    };
    await this.#guarded(post, put, undefined);
    this.#leave(post);
  }

  /** Nobody may speak for the installation, or its token has to be renewed and can't be. */
  async #withoutPoster(post: ClaimedPost, why: Unusable): Promise<void> {
    const { place, outage } = this.#work;
    const { slackError } = why;
    const put = () =>
      why.isLasting
        ? giveUp(this.#work, post, { ...why, reach: 'installation' })
        : releasePost(place.ctx.pool, post, { slackError });
    if (!why.isLasting) outage.failed(place.now());
    await this.#guarded(post, put, undefined);
    this.#leave(post);
  }

  /** Where not even the outcome can be written down, that is made up for. */
  async #guarded<T>(post: ClaimedPost, work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#tell(error);
      this.#unsettled.set(post.id, post);
      this.#ring();
      return otherwise;
    }
  }

  #tell(error: unknown): void {
    const { ctx, installation } = this.#work.place;
    ctx.log.warn({ err: error, installation }, 'a post to Slack has trouble on our side');
  }
}

interface Unusable {
  trouble: 'revoked' | 'unreachable';
  slackError: string | null;
  isLasting: boolean;
}

/** Why there is no token: Slack refused it for good, or nobody could be asked for it just now. */
function unusable(error: unknown): Unusable {
  const known = error instanceof BelayError ? error : undefined;
  const word = known?.details.slack_error;
  const slackError = typeof word === 'string' ? word : null;
  return known?.code === 'SLACK_REFUSED'
    ? { trouble: 'revoked', slackError, isLasting: true }
    : { trouble: 'unreachable', slackError, isLasting: false };
}
