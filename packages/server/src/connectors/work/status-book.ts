import type { Failure, Progress } from '@belay/connector/progress';
import type {
  ConnectorCounts,
  ConnectorFailure,
  ConnectorProgress,
} from '@belay/contract/connector';
import { noCounts, type WorkerStatus } from '../status/worker-status.ts';

/** `WorkerStatus`, and what only the next worker has to know. */
export interface ToldStatus extends WorkerStatus {
  /** the window was whole once */
  backfilled: boolean;
}

export type Flow = Pick<
  ConnectorCounts,
  'messages' | 'replies' | 'files' | 'reactions' | 'versions' | 'forgotten'
>;

const flowNames = ['messages', 'replies', 'files', 'reactions', 'versions', 'forgotten'] as const;
const countNames = [...flowNames, 'expired', 'redacted', 'skipped'] as const;
const captured = ['messages', 'replies', 'files', 'reactions', 'versions'] as const;
const rateWindowMs = 10_000;
/** a hold that is not told again is over */
const holdGraceMs = 2_000;
const mostFailures = 100;

export interface BookOptions {
  before: Partial<ToldStatus>;
  mode: 'realtime' | 'polling';
  /** of the workspace, for links */
  url: string;
  /** ms since the epoch, like all times here */
  now: number;
}

/** What a worker tells of one connector, gathered from the progress of its runs. No effects. */
export class StatusBook {
  readonly #options: BookOptions;
  readonly #base: ConnectorCounts;
  #run: ConnectorCounts = { ...noCounts };
  #unwritten: Flow = noFlow();
  #recent: { at: number; n: number }[] = [];
  #failures = new Map<string, ConnectorFailure>();
  #held: { until: number; reason: string } | undefined;
  #trouble: { state: 'held' | 'failed'; reason: string } | undefined;
  #etaMs: number | undefined;
  #everyMs: Record<string, number> = {};
  #lagMs: number | null = null;
  #captured = 0;
  /** what was said before is no measure of how late we are; undefined: not whole yet */
  #wholeSince: number | undefined;
  owed: Record<string, number> = {};

  constructor(options: BookOptions) {
    this.#options = options;
    this.#base = { ...noCounts, ...options.before.counts };
    this.#wholeSince = options.before.backfilled ? options.now : undefined;
  }

  get isBackfilled(): boolean {
    return this.#wholeSince !== undefined;
  }

  /** The window is whole, or has to be read anew. */
  backfilled(is: boolean, now: number): void {
    this.#wholeSince = is ? now : undefined;
    if (!is) this.#base.skipped = 0;
  }

  take(progress: Progress, now: number): void {
    switch (progress.type) {
      case 'started':
        // the run before may have broken off without a report
        this.#close();
        this.#trouble = undefined;
        this.#failures.clear();
        break;
      case 'tick':
        this.#count(progress.counts, now);
        this.owed = progress.owed;
        this.#etaMs = progress.etaMs;
        break;
      case 'polling':
        this.#everyMs = Object.fromEntries(
          progress.channels.map(({ channelId, everyMs }) => [channelId, Math.round(everyMs)]),
        );
        break;
      case 'failure':
        this.#fail(progress.failure);
        break;
      case 'held':
        this.#held = { until: progress.retryAt + holdGraceMs, reason: progress.message };
        break;
      case 'finished':
        this.#count(progress.report.counts, now);
        this.owed = progress.report.owed;
        this.#close();
        break;
    }
  }

  /** The run could not begin, or ended early; until the next one begins. */
  trouble(state: 'held' | 'failed', reason: string): void {
    this.#trouble = { state, reason };
  }

  /** What was said at `saidAt` is in the memory now. */
  arrived(saidAt: number, now: number): void {
    if (saidAt >= (this.#wholeSince ?? Number.POSITIVE_INFINITY))
      this.#lagMs = Math.max(0, now - saidAt);
  }

  /** What was captured since it was asked for last. */
  takeFlow(): Flow {
    const flow = this.#unwritten;
    this.#unwritten = noFlow();
    return flow;
  }

  /** A flow that could not be written is kept for the next time. */
  giveBack(flow: Flow): void {
    for (const name of flowNames) this.#unwritten[name] += flow[name];
  }

  status(now: number, limits: Pick<WorkerStatus, 'limits' | 'clamped'>): ToldStatus {
    const { state, reason } = this.#state(now);
    const counts = { ...noCounts };
    for (const name of countNames) counts[name] = this.#base[name] + this.#run[name];
    return {
      state,
      ...(reason === undefined ? {} : { reason }),
      counts,
      per_second: this.#perSecond(now),
      eta_ms: this.isBackfilled ? null : (this.#etaMs ?? null),
      lag_ms: this.#lagMs,
      ...limits,
      failures: [...this.#failures.values()],
      every_ms: this.#everyMs,
      backfilled: this.isBackfilled,
    };
  }

  /** `status` as the lifecycle tells it, without the connector and its sentence. */
  progress(told: ToldStatus): Omit<ConnectorProgress, 'connector_id' | 'sentence'> {
    return {
      state: told.state,
      captured: this.#captured,
      per_s: told.per_second,
      lag_s: told.lag_ms === null ? null : told.lag_ms / 1000,
      counts: told.counts,
      owed: this.owed,
      eta_ms: told.eta_ms,
    };
  }

  #state(now: number): { state: WorkerStatus['state']; reason?: string } {
    if (this.#trouble) return this.#trouble;
    if (this.#held && now < this.#held.until) return { state: 'held', reason: this.#held.reason };
    if (!this.isBackfilled) return { state: 'backfilling' };
    return { state: this.#options.mode === 'realtime' ? 'live' : 'polling' };
  }

  #count(counts: ConnectorCounts, now: number): void {
    let fresh = 0;
    for (const name of flowNames) this.#unwritten[name] += counts[name] - this.#run[name];
    for (const name of captured) fresh += counts[name] - this.#run[name];
    // what was left out once is left out by every later look as well: a backfill counts it
    const skipped = this.isBackfilled ? this.#run.skipped : counts.skipped;
    for (const name of countNames) this.#run[name] = counts[name];
    this.#run.skipped = skipped;
    if (fresh <= 0) return;
    this.#captured += fresh;
    this.#recent.push({ at: now, n: fresh });
  }

  /** The next run counts from zero. */
  #close(): void {
    for (const name of countNames) this.#base[name] += this.#run[name];
    this.#run = { ...noCounts };
  }

  #perSecond(now: number): number {
    this.#recent = this.#recent.filter(({ at }) => at > now - rateWindowMs);
    return this.#recent.reduce((sum, { n }) => sum + n, 0) / (rateWindowMs / 1000);
  }

  #fail(failure: Failure): void {
    const { kind, channelId, ts, fileId, code, message, retryAt } = failure;
    const id = [kind, channelId, ts, fileId].filter((part) => part !== undefined).join(':');
    if (this.#failures.size >= mostFailures && !this.#failures.has(id)) return;
    const { url } = this.#options;
    this.#failures.set(id, {
      id,
      kind,
      channel: channelId ?? null,
      code,
      message,
      retry_at: retryAt === undefined ? null : new Date(retryAt).toISOString(),
      link:
        channelId === undefined
          ? null
          : `${url}archives/${channelId}${ts === undefined ? '' : `/p${ts.replace('.', '')}`}`,
    });
  }
}

function noFlow(): Flow {
  return { messages: 0, replies: 0, files: 0, reactions: 0, versions: 0, forgotten: 0 };
}
