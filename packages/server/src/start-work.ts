import { ConfigError, type Env, readConfig } from './config/read-config.ts';
import { startWorkers, type Workers } from './connectors/work/start-workers.ts';
import { createContext } from './create-context.ts';
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
  return {
    workers,
    async close() {
      stopStreams();
      await jobs.stop();
      await workers.stop();
      await close();
    },
  };
}
