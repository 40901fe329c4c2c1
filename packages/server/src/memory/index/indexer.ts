import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { LifecycleFeed } from '../lifecycle/lifecycle-feed.ts';
import { indexBatch } from './index-batch.ts';

/** Keeps the search side right behind the captured rows. */
export interface Indexer {
  running(): boolean;
  /** Waits until these events are indexed (or forgotten); false when the signal ends the wait first. */
  waitFor(tenant: string, ids: string[], signal: AbortSignal): Promise<boolean>;
  stop(): Promise<void>;
}

/** Rows of a transaction that is still open come later: then we look again soon. */
const idleMs = 200;
/** Commits of this time share one batch: an index commit per captured commit would halve both. */
const gatherMs = 40;
/** Capture goes first: while writes are under way a batch waits for them, but no longer than this. */
const yieldMs = 1_000;
const troubleMs = 1_000;

export function startIndexer(
  pool: pg.Pool,
  feed: LifecycleFeed,
  captureIsBusy: () => boolean,
  onProblem: (error: unknown) => void,
): Indexer {
  let stopping = false;
  let alive = true;
  let news = true;
  let ring: () => void = () => undefined;
  const unsubscribe = feed.subscribe(() => {
    news = true;
    ring();
  });

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const letCaptureGoFirst = async () => {
    const deadline = performance.now() + yieldMs;
    do await sleep(gatherMs);
    while (!stopping && captureIsBusy() && performance.now() < deadline);
  };

  const loop = (async () => {
    while (!stopping) {
      if (news) await letCaptureGoFirst();
      news = false;
      try {
        const count = await indexBatch(pool);
        alive = true;
        if (count !== 'busy' && count > 0) feed.wake();
        else if (!news) await pause(idleMs);
      } catch (error) {
        alive = false;
        if (!stopping) {
          onProblem(error);
          await pause(troubleMs);
        }
      }
    }
  })();

  return {
    running: () => alive && !stopping,
    async waitFor(tenant, ids, signal) {
      for (;;) {
        const woken = nextNews(feed, signal);
        if ((await unindexed(pool, tenant, ids)) === 0) return true;
        if (signal.aborted) return false;
        await woken;
      }
    },
    async stop() {
      stopping = true;
      unsubscribe();
      ring();
      await loop;
    },
  };
}

async function unindexed(pool: pg.Pool, tenant: string, ids: string[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) from event e
     where e.tenant = $1 and e.id = any($2) and e.forgotten_at is null
       and not exists (select from event_text t where t.tenant = e.tenant and t.event_id = e.id)`,
    [tenant, ids],
  );
  return rows[0]?.count ?? 0;
}

/** Resolves at the next news, at the end of the signal, or after a moment, whichever is first. */
function nextNews(feed: LifecycleFeed, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, idleMs);
    const unsubscribe = feed.subscribe(done);
    signal.addEventListener('abort', done);
  });
}
