import type pg from 'pg';
import type { Fence, LeaseKind } from './fence.ts';
import { findWork, type InstallationAtWork } from './find-work.ts';
import { giveBackLease } from './give-back-lease.ts';
import type { LeaseTiming } from './lease-timing.ts';
import { renewLeases } from './renew-leases.ts';
import { takeLease } from './take-lease.ts';

export interface LeaseKeeperOptions {
  pool: pg.Pool;
  kind: LeaseKind;
  /** this process */
  owner: string;
  /** of this process, where its death frees its leases at once */
  life?: { readonly id: number | undefined };
  timing: LeaseTiming;
  /**
   * The work of one installation, until nothing is left of it or the signal aborts: then it has
   * to end at a safe point. `isOurs` tells at any moment, also to a process that was paused and
   * while it comes to its end, whether the lease can't be another's yet. What it throws is told to `onProblem`.
   */
  work(fence: Fence, signal: AbortSignal, isOurs: () => boolean): Promise<void>;
  onProblem(error: unknown, what: string): void;
}

interface Held {
  fence: Fence;
  /** by `elapsed`: nobody else can have it before */
  until: number;
  /** another one's by now, or anybody's */
  isLost: boolean;
  stop: AbortController;
  done: Promise<void>;
}

/**
 * Takes what nobody works for, at the moment at which its lease ends, and keeps it by heartbeats
 * (MGD-5). An owner that can't renew, or comes late because it was paused, stops its work before
 * its lease is over; the fence stops what of it is still on the way.
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  readonly #held = new Map<string, Held>();
  readonly #ticking: NodeJS.Timeout;
  #next: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #sweepAgain = false;
  #renewing = false;
  #renewedAt: number;
  #isStopping = false;

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
    this.#renewedAt = options.timing.elapsed();
    this.#ticking = setInterval(() => this.#tick(), options.timing.heartbeatMs / 10);
    this.look();
  }

  /** Installations held now. */
  get held(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** Something changed: looks at once, and once more if a look is under way. */
  look(): void {
    if (this.#isStopping) return;
    if (this.#sweeping) {
      this.#sweepAgain = true;
      return;
    }
    this.#sweeping = this.#sweep().finally(() => {
      this.#sweeping = undefined;
      if (this.#sweepAgain) {
        this.#sweepAgain = false;
        this.look();
      }
    });
  }

  /** Ends all work at a safe point and gives every lease back, so that others take over at once. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#next);
    for (const { stop } of this.#held.values()) stop.abort();
    await this.#sweeping;
    // one that was taken meanwhile
    for (const { stop } of this.#held.values()) stop.abort();
    await Promise.all([...this.#held.values()].map(({ done }) => done));
    clearInterval(this.#ticking);
  }

  async #sweep(): Promise<void> {
    const { pool, timing, onProblem } = this.#options;
    let wait = timing.sweepMs;
    try {
      for (const found of await findWork(pool, this.#options.kind)) {
        if (this.#isStopping) return;
        if (this.#held.has(found.installation)) continue;
        if (found.leftMs > 0) wait = Math.min(wait, found.leftMs);
        else await this.#take(found);
      }
    } catch (error) {
      onProblem(error, 'looking for installations without a worker');
    }
    clearTimeout(this.#next);
    // a timer may fire a millisecond early
    if (!this.#isStopping) this.#next = setTimeout(() => this.look(), wait + 2);
  }

  async #take(found: InstallationAtWork): Promise<void> {
    const { pool, kind, owner, life, timing, onProblem } = this.#options;
    const asked = timing.elapsed();
    const by = { kind, owner, life: life?.id };
    const fence = await takeLease(pool, found, by, timing.leaseMs).catch((error: unknown) => {
      // the others are looked at all the same
      onProblem(error, 'taking a lease');
      return undefined;
    });
    if (!fence) return;
    const stop = new AbortController();
    if (this.#isStopping) stop.abort();
    const held = {
      fence,
      until: asked + timing.leaseMs,
      isLost: false,
      stop,
      done: Promise.resolve(),
    };
    this.#held.set(fence.installation, held);
    held.done = this.#run(held);
  }

  async #run(held: Held): Promise<void> {
    const { pool, work, timing, onProblem } = this.#options;
    const { signal } = held.stop;
    const isOurs = () => !held.isLost && timing.elapsed() <= held.until - timing.marginMs;
    try {
      await this.#withinPatience(work(held.fence, signal, isOurs), signal);
    } catch (error) {
      onProblem(error, 'the work of an installation');
    }
    held.isLost = true;
    this.#held.delete(held.fence.installation);
    try {
      await giveBackLease(pool, held.fence);
    } catch (error) {
      // it ends by itself
      onProblem(error, 'giving a lease back');
    }
    this.look();
  }

  /** A run that does not come to its end in time is left to the fence. */
  async #withinPatience(running: Promise<void>, stopping: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      const begin = () => {
        timer = setTimeout(resolve, this.#options.timing.drainMs);
      };
      if (stopping.aborted) begin();
      else stopping.addEventListener('abort', begin, { once: true });
    });
    await Promise.race([running, patience]).finally(() => clearTimeout(timer));
  }

  #tick(): void {
    const { timing } = this.#options;
    const now = timing.elapsed();
    for (const { stop, until } of this.#held.values())
      if (now > until - timing.marginMs) stop.abort();
    if (now - this.#renewedAt >= timing.heartbeatMs && !this.#renewing) void this.#renew();
  }

  async #renew(): Promise<void> {
    const { pool, kind, owner, timing, onProblem } = this.#options;
    const asked = timing.elapsed();
    this.#renewing = true;
    const mine = [...this.#held.values()].filter(({ stop }) => !stop.signal.aborted);
    try {
      if (mine.length > 0) {
        const fences = mine.map(({ fence }) => fence);
        const renewed = await renewLeases(pool, fences, kind, owner, timing.leaseMs);
        for (const held of mine) {
          if (renewed.has(held.fence.installation)) held.until = asked + timing.leaseMs;
          else lose(held);
        }
      }
      this.#renewedAt = asked;
    } catch (error) {
      onProblem(error, 'renewing leases');
    } finally {
      this.#renewing = false;
    }
  }
}

function lose(held: Held): void {
  held.isLost = true;
  held.stop.abort();
}
