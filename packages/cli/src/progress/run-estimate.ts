import type { Progress } from '@belay/connector/progress';
import { tsToMs } from '@belay/slack/ids/ts';
import type { Limits } from './limits.ts';

const historyMethod = 'conversations.history';
const repliesMethod = 'conversations.replies';
/** A pace is judged by the last few minutes: what went before the clamp is no measure. */
const paceWindowMs = 5 * 60_000;
const enoughRequests = 5;

interface Walk {
  pages: number;
  /** ms since the epoch: history is read back to here */
  reached: number;
  isDone: boolean;
}

/**
 * How long a run still takes. What is left: pages of history, judged by how much of the window the
 * pages so far have covered, and threads, those owed and those that the unread pages will bring.
 * How fast: what Slack's limits allow, or the measured pace where that is slower.
 */
export class RunEstimate {
  readonly #oldest: number;
  readonly #walks = new Map<string, Walk>();
  readonly #samples = new Map<string, { at: number; requests: number }[]>();
  #channels = 0;
  #newest = 0;
  #owedThreads = 0;

  /** `oldest`: where the backfill ends, ms since the epoch; 0 while nobody knows */
  constructor(oldest: number) {
    this.#oldest = oldest;
  }

  noticed(progress: Progress, now: number): void {
    if (progress.type === 'started') {
      this.#channels = progress.channels.length;
      this.#newest = now;
      this.#walks.clear();
    }
    if (progress.type === 'tick') this.#owedThreads = progress.owed.thread ?? 0;
    if (progress.type !== 'channel') return;
    const { channelId, state, reached } = progress;
    const walk = this.#walks.get(channelId) ?? { pages: 0, reached: now, isDone: false };
    this.#walks.set(channelId, walk);
    // a thread's progress says nothing of the history
    if (reached !== undefined) {
      walk.pages += 1;
      walk.reached = Math.min(walk.reached, tsToMs(reached));
    }
    if (state !== 'reading') walk.isDone = true;
  }

  /** ms; undefined while the end can't be seen */
  left(limits: Limits, now: number): number | undefined {
    const pages = this.#pagesLeft();
    if (pages === undefined) return undefined;
    const repliesDone = limits.methods[repliesMethod]?.requests ?? 0;
    const pagesDone = [...this.#walks.values()].reduce((sum, walk) => sum + walk.pages, 0);
    const threadsAPage = pagesDone > 0 ? (repliesDone + this.#owedThreads) / pagesDone : 0;
    const threads = this.#owedThreads + pages * threadsAPage;
    return Math.round(
      Math.max(
        pages * this.#paceMs(historyMethod, limits, now),
        threads * this.#paceMs(repliesMethod, limits, now),
      ),
    );
  }

  #pagesLeft(): number | undefined {
    const walks = [...this.#walks.values()];
    if (walks.length === 0) return undefined;
    let left = 0;
    for (const walk of walks) {
      const more = this.#pagesLeftOf(walk);
      if (more === undefined) return undefined;
      left += more;
    }
    const begun = walks.reduce((sum, { pages }) => sum + pages, 0) + left;
    const unbegun = Math.max(0, this.#channels - walks.length);
    return left + unbegun * Math.max(1, begun / walks.length);
  }

  #pagesLeftOf({ isDone, pages, reached }: Walk): number | undefined {
    if (isDone) return 0;
    if (this.#oldest <= 0 || pages === 0) return undefined;
    const covered = (this.#newest - reached) / (this.#newest - this.#oldest);
    if (covered >= 1) return 0;
    return covered <= 0 ? undefined : pages * (1 / covered - 1);
  }

  /** ms from one request to the next: the plan's, or what was measured where that is slower */
  #paceMs(method: string, limits: Limits, now: number): number {
    const { perMinute, requests = 0 } = limits.methods[method] ?? {};
    const planned = perMinute === undefined ? 0 : 60_000 / perMinute;
    const kept = (this.#samples.get(method) ?? []).filter(({ at }) => at > now - paceWindowMs);
    const samples = [...kept, { at: now, requests }];
    this.#samples.set(method, samples);
    const first = samples[0];
    const made = first ? requests - first.requests : 0;
    return first && made >= enoughRequests ? Math.max(planned, (now - first.at) / made) : planned;
  }
}
