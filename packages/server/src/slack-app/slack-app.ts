import type pg from 'pg';
import type { Sealer } from '../auth/sealer.ts';
import type { Config } from '../config/read-config.ts';
import { createPool } from '../db/create-pool.ts';
import type { Notices } from '../db/notices.ts';
import type { LifecycleFeed } from '../memory/lifecycle/lifecycle-feed.ts';
import { createInstallationBook, type InstallationBook } from './book/installation-book.ts';
import { createInbox, type Inbox } from './inbox/create-inbox.ts';
import { storeDeliveries } from './inbox/store-deliveries.ts';
import { sweepInbox } from './inbox/sweep-inbox.ts';
import { createTicks, type Ticks } from './inbox/ticks.ts';

/** Everything between Slack's deliveries and those who work on them. */
export interface SlackApp {
  pool: pg.Pool;
  config: Config;
  feed: Pick<LifecycleFeed, 'wake'>;
  book: InstallationBook;
  inbox: Inbox;
  ticks: Ticks;
  now(): number;
  close(): Promise<void>;
}

const sweepMs = 60 * 60_000;
/** One group of deliveries at a time, and what is beside them. */
const connections = 3;

/** Has connections of its own, so that nothing else that the server does can make Slack wait. */
export function createSlackApp(deps: {
  config: Config;
  databaseUrl: string;
  sealer: Sealer;
  notices: Notices;
  feed: Pick<LifecycleFeed, 'wake'>;
  now(): number;
  onProblem(error: unknown): void;
}): SlackApp {
  const { config, notices, feed, now } = deps;
  let isClosing = false;
  const onProblem = (error: unknown) => {
    // what breaks while we stop is no news
    if (!isClosing) deps.onProblem(error);
  };
  const pool = createPool(deps.databaseUrl, onProblem, connections);
  const book = createInstallationBook({ ...deps, pool, onProblem });
  const inbox = createInbox((arrivals) => storeDeliveries(pool, arrivals), notices, onProblem);
  const ticks = createTicks({ pool, feed }, onProblem);
  let swept = Promise.resolve();
  const sweep = () => {
    swept = sweepInbox(pool).then(inbox.ring, onProblem);
  };
  const sweeping = setInterval(sweep, sweepMs);
  sweeping.unref();
  sweep();
  return {
    ...{ pool, config, feed, book, inbox, ticks, now },
    async close() {
      clearInterval(sweeping);
      book.close();
      await swept;
      await ticks.close();
      isClosing = true;
      await pool.end();
    },
  };
}
