import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Logger, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Context } from '../context.ts';
import { createPool } from '../db/create-pool.ts';
import { type Sweep, sweeps } from './sweeps.ts';
import { type JobName, type Jobs, tasks } from './tasks.ts';
import { processLock } from './unlock-dead-workers.ts';

/** Jobs wait for others' answers most of their time: a turn of an agent may last 90 s. */
const concurrency = 24;
/** Jobs of the future, and those that failed, are looked for this often. */
const pollMs = 500;

/** Works on the queue and the sweeps until `stop`, which lets what is under way end. */
export async function startJobs(
  ctx: Context,
  databaseUrl: string,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const onProblem = (error: Error) => {
    // what breaks while we stop is no news
    if (!stopping.signal.aborted)
      ctx.log.warn({ err: error }, 'the queue’s connection has trouble');
  };
  const life = await holdLife(databaseUrl, onProblem);
  // of our own: a pool of the queue's drops its handlers before its last connections are gone, and
  // a server that stops then takes the process down. Few: most of a job's time is its task's
  const pool = createPool(databaseUrl, onProblem, 4);
  const events = new EventEmitter() as WorkerEvents;
  // jobs are locked by the pool for its workers, or by a worker itself
  events.on('pool:create', ({ workerPool }) => void life.register(workerPool.id));
  events.on('worker:create', ({ worker }) => void life.register(worker.workerId));
  const runner = await run({
    pgPool: pool,
    concurrency,
    pollInterval: pollMs,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 2_000,
    events,
    logger: quietLogger(ctx),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (payload: unknown, { job, abortSignal }) => {
          const attempt = {
            signal: abortSignal ?? stopping.signal,
            attempt: job.attempts,
            isLast: job.attempts >= job.max_attempts,
          };
          // `addJob` alone writes jobs, and its types tie a name to its payload
          await (task as (ctx: Context, payload: Jobs[JobName], attempt: unknown) => Promise<void>)(
            ctx,
            payload as Jobs[JobName],
            attempt,
          );
        },
      ]),
    ),
  }).catch(async (error: unknown) => {
    await life.end();
    await pool.end();
    throw error;
  });
  const sweeping = sweeps.map((sweep) => keepSweeping(ctx, sweep, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await runner.stop();
      await Promise.all(sweeping);
      await life.end();
      await pool.end();
    },
  };
}

async function keepSweeping(ctx: Context, sweep: Sweep, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweep.run(ctx, signal);
    } catch (error) {
      if (!signal.aborted) ctx.log.warn({ err: error, sweep: sweep.name }, 'a sweep has trouble');
    }
    await pause(sweep.everyMs, signal);
  }
}

/** Sooner when the signal comes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** A connection that holds this process's lock, and says which workers are its own. */
async function holdLife(databaseUrl: string, onProblem: (error: Error) => void) {
  const process = randomInt(1, 2 ** 31 - 1);
  const workers = new Set<string>();
  let ended = false;
  let client: pg.Client | undefined;
  // a client takes one query at a time
  let turn: Promise<unknown> = Promise.resolve();
  const insert = (ids: string[]) => {
    const asked = turn.then(() =>
      client?.query(
        `insert into job_worker (worker_id, process) select id, $2 from unnest($1::text[]) id
         on conflict (worker_id) do nothing`,
        [ids, process],
      ),
    );
    turn = asked.catch(() => undefined);
    return asked;
  };
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: 'belay-jobs' });
    fresh.on('error', (error) => {
      if (!ended) onProblem(error);
    });
    fresh.once('end', () => {
      if (client !== fresh || ended) return;
      client = undefined;
      retry();
    });
    await fresh.connect();
    await fresh.query('select pg_advisory_lock($1, $2)', [processLock, process]);
    client = fresh;
    await insert([...workers]);
  };
  const retry = () => {
    setTimeout(() => {
      if (!ended)
        connect().catch((error: Error) => {
          onProblem(error);
          retry();
        });
    }, 1_000).unref();
  };
  await connect();
  return {
    async register(id: string) {
      workers.add(id);
      await insert([id]).catch(onProblem);
    },
    async end() {
      ended = true;
      await client
        ?.query('delete from job_worker where process = $1', [process])
        .catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}

/** What goes wrong with a job, once, without what it carried. */
function quietLogger(ctx: Context): Logger {
  return new Logger((scope) => (level, _message, meta) => {
    if (level !== 'error') return;
    const error = (meta as { error?: unknown } | undefined)?.error;
    ctx.log.warn({ err: error, task: scope.taskIdentifier, job: scope.jobId }, 'a job failed');
  });
}
