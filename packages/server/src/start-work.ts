import { ConfigError, type Env, readConfig } from './config/read-config.ts';
import { startWorkers, type Workers } from './connectors/work/start-workers.ts';
import { createContext } from './create-context.ts';
import { startOutbox } from './desk/slack/outbox/start-outbox.ts';
import { startJobs } from './jobs/start-jobs.ts';

/**
 * Workers alone, beside a `belay serve` on the same database: no HTTP. Throws a `ConfigError` or a
 * sentence. `close` ends the runs at a safe point and gives the leases back.
 */
export async function startWork(env: Env): Promise<{ workers: Workers; close(): Promise<void> }> {
  const config = readConfig(env);
  if (!config.databaseUrl)
    throw new ConfigError([
      'DATABASE_URL is not set. "belay work" shares the database of a "belay serve": give both the same one, the same BELAY_SECRET_KEY, and a BELAY_DATA_DIR that both reach.',
    ]);
  const { ctx, stopStreams, close } = await createContext(config, config.databaseUrl);
  const workers = startWorkers(ctx);
  const jobs = await startJobs(ctx, config.databaseUrl);
  const outbox = await startOutbox(ctx, config.databaseUrl);
  return {
    workers,
    async close() {
      stopStreams();
      await outbox.stop();
      await jobs.stop();
      await workers.stop();
      await close();
    },
  };
}
