import { Bell } from '@belay/connector/bell';
import type { SyncReport } from '@belay/connector/progress';
import { watch } from '@belay/connector/sync/watch';
import type { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { closeGaps, type Gap, gapsOf } from '../../slack-app/inbox/gaps.ts';
import { connectorPorts, type Desk, misplaced } from './connector-ports.ts';
import { readImport } from './read-import.ts';
import { rereadIfAsked } from './reread.ts';
import { syncOptions } from './sync-options.ts';
import { systemClock } from './system-clock.ts';
import { tellUnexpected } from './tell-unexpected.ts';
import { type Trouble, troubleIn, troubleOf } from './trouble.ts';
import type { WorkTiming } from './work-timing.ts';

export interface LoopOptions {
  desk: Desk;
  workspace: SlackWorkspace;
  timing: WorkTiming;
}

/** Turns of one connector: uploads first, then the watch, until it is stopped or the lease is lost. */
export class ConnectorLoop {
  /** `lost`: another process owns the installation */
  readonly done: Promise<'stopped' | 'lost'>;
  readonly #options: LoopOptions;
  readonly #stop = new AbortController();
  /** ends the turn under way, not the loop */
  #turn = new AbortController();
  /** gaps that the turn under way closes */
  #known = new Set<string>();
  #isImporting = false;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.done = this.#run();
  }

  /** Ends at a safe point. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#turn.abort();
    await this.done;
  }

  /** There is an upload to read: the turn under way ends at a safe point, the next one reads it. */
  nudgeForImport(): void {
    if (!this.#isImporting) this.#turn.abort();
  }

  /** Events were lost: an audit that isn't under way yet begins soon. */
  async lookForGaps(): Promise<void> {
    const gaps = await this.#gaps();
    if (gaps.some((gap) => !this.#known.has(nameOf(gap)))) this.#turn.abort();
  }

  async #run(): Promise<'stopped' | 'lost'> {
    const { timing } = this.#options;
    let pause = timing.retryMs;
    while (!this.#stop.signal.aborted) {
      this.#turn = new AbortController();
      const began = systemClock.now();
      const trouble = await this.#take();
      if (!trouble) {
        pause = timing.retryMs;
        continue;
      }
      if (trouble.kind === 'lost') return 'lost';
      const { book } = this.#options.desk;
      book.trouble(trouble.kind, trouble.reason);
      // what ran well for long and then broke is tried again soon
      if (systemClock.now() - began > timing.longestRetryMs) pause = timing.retryMs;
      await this.#rest(trouble.kind === 'failed' ? timing.refusedMs : pause);
      pause = Math.min(pause * 2, timing.longestRetryMs);
    }
    return 'stopped';
  }

  /** One turn; what was in its way. */
  async #take(): Promise<Trouble | undefined> {
    const { desk } = this.#options;
    const signal = AbortSignal.any([this.#stop.signal, this.#turn.signal]);
    try {
      const { state, reason } = desk.installation;
      if (state !== 'active')
        return { kind: 'failed', reason: reason ?? 'Slack took this app’s access away.' };
      const wrong = misplaced(desk);
      if (wrong !== undefined) return { kind: 'failed', reason: wrong };
      const imported = await this.#import();
      if (imported !== false) return imported === true ? undefined : imported;
      const report = await this.#watch(signal);
      return report.outcome === 'failed' && !signal.aborted ? troubleIn(report) : undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      const trouble = troubleOf(error);
      if (trouble) return trouble;
      tellUnexpected(desk, error);
      return { kind: 'held', reason: 'The last run broke off. It is tried again by itself.' };
    }
  }

  /** All that wait, one after the other; only a stop interrupts one. */
  async #import(): Promise<boolean | Trouble> {
    this.#isImporting = true;
    try {
      return await readImport(this.#options.desk, this.#stop.signal);
    } finally {
      this.#isImporting = false;
    }
  }

  async #watch(signal: AbortSignal): Promise<SyncReport> {
    const { desk, workspace, timing } = this.#options;
    const { ctx, fence, installation, connector, book } = desk;
    const { settings } = connector;
    if (await rereadIfAsked(ctx, fence, connector.id)) book.backfilled(false, ctx.now());
    const gaps = await this.#gaps();
    this.#known = new Set(gaps.map(nameOf));
    const audit = gaps.some((gap) => gap.audit === 'history') ? 'history' : 'quick';
    const isRealtime = settings.mode === 'realtime';
    const doorbell = new Bell();
    const ports = connectorPorts(desk, { workspace, signal, ...(isRealtime ? { doorbell } : {}) });
    const deaf = isRealtime
      ? ctx.inbox.subscribe(connector.id, () => doorbell.ring())
      : () => undefined;
    try {
      return await watch(
        {
          ...syncOptions(settings, { ...installation, createdAt: connector.createdAt }),
          audit,
          intervalMs: isRealtime ? timing.auditMs : settings.poll_seconds * 1000,
        },
        {
          ...ports,
          report: (progress) => {
            ports.report?.(progress);
            if (progress.type === 'caught_up') void this.#close(gaps);
          },
        },
      );
    } finally {
      deaf();
    }
  }

  /** The first cycle of a turn has read what was lost. */
  async #close(gaps: Gap[]): Promise<void> {
    const { ctx, installation, connector } = this.#options.desk;
    const closed = gaps.splice(0);
    if (closed.length === 0) return;
    await closeGaps(ctx.pool, installation.tenant, connector.id, closed).catch(() => undefined);
  }

  #gaps(): Promise<Gap[]> {
    const { ctx, installation, connector } = this.#options.desk;
    return gapsOf(ctx.pool, installation.tenant, connector.id);
  }

  /** Until it is time again, or somebody has changed something. */
  async #rest(ms: number): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, this.#turn.signal]);
    await systemClock.sleep(ms, signal).catch(() => undefined);
  }
}

const nameOf = ({ reason, noticedAt }: Gap) => `${reason} ${noticedAt}`;
