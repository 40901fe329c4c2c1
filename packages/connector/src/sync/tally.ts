import type { Clock } from '../ports.ts';
import {
  type Counts,
  type Failure,
  noCounts,
  type Progress,
  type SyncReport,
} from '../progress.ts';

const rateWindowMs = 10_000;
const tickEveryMs = 1000;
/** more than a person reads; the rest is counted by `owed` and stands in the ledger */
const maxFailures = 1000;

/** Counts one run and tells whoever watches. */
export class Tally {
  readonly counts: Counts = noCounts();
  readonly requests: Record<string, number> = {};
  readonly failures: Failure[] = [];
  readonly #clock: Clock;
  readonly #report: (progress: Progress) => void;
  readonly #startedAt: number;
  readonly #perChannel = new Map<string, { found: number; captured: number }>();
  #recent: { at: number; captured: number }[] = [];
  #captured = 0;
  #tickedAt = 0;
  #news = '';

  constructor(clock: Clock, report: (progress: Progress) => void = () => {}) {
    this.#clock = clock;
    this.#report = report;
    this.#startedAt = clock.now();
  }

  say(progress: Progress): void {
    this.#report(progress);
  }

  request(method: string): void {
    this.requests[method] = (this.requests[method] ?? 0) + 1;
  }

  /** One more experience in the memory. */
  captured(
    channelId: string,
    kind: 'messages' | 'replies' | 'files' | 'reactions' | 'versions',
    replayed: boolean,
  ): void {
    if (replayed) this.counts.replayed += 1;
    else this.counts[kind] += 1;
    this.#captured += 1;
    this.#channel(channelId).captured += 1;
  }

  seen(channelId: string, messages: number): void {
    this.counts.seen += messages;
    this.#channel(channelId).found += messages;
  }

  fail(failure: Failure): void {
    if (this.failures.length < maxFailures) this.failures.push(failure);
    this.say({ type: 'failure', failure });
  }

  channel(
    channel: { channelId: string; name: string },
    state: 'reading' | 'done' | 'failed',
    reached?: string,
  ): void {
    this.say({
      type: 'channel',
      channelId: channel.channelId,
      name: channel.name,
      state,
      ...this.#channel(channel.channelId),
      ...(reached === undefined ? {} : { reached }),
    });
  }

  /** At most once a second, and only with news; `owed` is only asked for when it is time. */
  async tick(owed: () => Promise<Record<string, number>>): Promise<void> {
    const now = this.#clock.now();
    const requests = Object.values(this.requests).reduce((sum, n) => sum + n, 0);
    const news = `${this.#captured} ${this.counts.forgotten} ${requests}`;
    if (now - this.#tickedAt < tickEveryMs || news === this.#news) return;
    this.#tickedAt = now;
    this.#news = news;
    this.#recent = this.#recent.filter(({ at }) => at > now - rateWindowMs);
    this.#recent.push({ at: now, captured: this.#captured });
    const first = this.#recent[0] ?? { at: now, captured: this.#captured };
    const seconds = Math.max(1, (now - first.at) / 1000);
    const debts = await owed();
    const eta = this.#eta(debts, now);
    this.say({
      type: 'tick',
      counts: { ...this.counts },
      perSecond: (this.#captured - first.captured) / seconds,
      requests,
      owed: debts,
      ...(eta === undefined ? {} : { etaMs: eta }),
    });
  }

  /** Threads are nearly all of the requests that remain, and go at their own method's rate. */
  #eta(owed: Record<string, number>, now: number): number | undefined {
    const done = this.requests['conversations.replies'] ?? 0;
    const elapsed = now - this.#startedAt;
    if (done < 3 || elapsed <= 0) return undefined;
    return Math.round((owed.thread ?? 0) * (elapsed / done));
  }

  report(outcome: SyncReport['outcome'], owed: Record<string, number>): SyncReport {
    return {
      outcome,
      counts: { ...this.counts },
      failures: this.failures,
      requests: { ...this.requests },
      owed,
      startedAt: this.#startedAt,
      endedAt: this.#clock.now(),
    };
  }

  #channel(channelId: string): { found: number; captured: number } {
    const known = this.#perChannel.get(channelId);
    if (known) return known;
    const fresh = { found: 0, captured: 0 };
    this.#perChannel.set(channelId, fresh);
    return fresh;
  }
}
