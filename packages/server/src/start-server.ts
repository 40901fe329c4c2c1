import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Config, type Env, readConfig } from './config/read-config.ts';
import { startWorkers } from './connectors/work/start-workers.ts';
import type { WorkTiming } from './connectors/work/work-timing.ts';
import type { Context } from './context.ts';
import { type Beside, createContext } from './create-context.ts';
import { startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { keepListening } from './desk/slack/hear/outage/keep-listening.ts';
import type { OutboxTiming } from './desk/slack/outbox/outbox-timing.ts';
import { startOutbox } from './desk/slack/outbox/start-outbox.ts';
import { createApp } from './http/app.ts';
import { startJobs } from './jobs/start-jobs.ts';

export interface RunningServer {
  /** where it listens, e.g. `http://127.0.0.1:3141` */
  url: string;
  ctx: Context;
  /** answers what is under way, ends the streams, stops the database last */
  close(): Promise<void>;
}

/** An export of 4 GiB over a slow line; headers have their own, short limit. */
const longestRequestMs = 4 * 3_600_000;
/**
 * Longer than proxies and clients keep a connection that does nothing (60 s as a rule): it is theirs to
 * close, and no request meets one that is being closed.
 */
const idleMs = 75_000;
/** Requests under way get this long to end. */
const drainMs = 5_000;

/**
 * Runs Belay: database (embedded unless DATABASE_URL), migrations, indexer, HTTP. Throws a
 * `ConfigError` or a sentence. `home` makes what is shown at `/`.
 */
export async function startServer(options: {
  env: Env;
  home?: (ctx: Context) => Hono;
  /** default: `SLACK_API_URL`, else Slack's own, whatever the token */
  slackApiUrl?: Context['slackApiUrl'];
  /** the sandbox workspace that runs beside it, for `GET /v1/me`; default: none */
  sandbox?: Context['sandbox'];
  /** another mail server for some organisations; who hears of requests */
  beside?: Beside;
  /** false: connectors are left to other processes */
  workers?: boolean | WorkTiming;
  /** false: nobody works on the queue and its timers here */
  jobs?: boolean;
  /** false: what is to be said in Slack is left to other processes */
  outbox?: boolean | OutboxTiming;
}): Promise<RunningServer> {
  const config = readConfig(options.env);
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { url: databaseUrl, stop } = await openDatabase(config);
    undo.push(stop);
    const {
      ctx,
      stopStreams,
      close: closeContext,
    } = await createContext(
      config,
      databaseUrl,
      options.slackApiUrl,
      options.sandbox,
      options.beside,
    );
    undo.push(closeContext);
    const { workers = true } = options;
    if (workers !== false) {
      const working = startWorkers(ctx, workers === true ? undefined : workers);
      undo.push(() => working.stop());
    }
    if (options.jobs !== false) {
      const jobs = await startJobs(ctx, databaseUrl);
      undo.push(() => jobs.stop());
    }
    const { outbox = true } = options;
    if (outbox !== false) {
      const timing = outbox === true ? {} : { timing: outbox };
      const sending = await startOutbox(ctx, databaseUrl, timing);
      undo.push(() => sending.stop());
    }
    const app = createApp(ctx, options.home?.(ctx));
    const { url, stop: stopListening } = await listen(app, config);
    undo.push(stopListening, async () => stopStreams());
    const listening = keepListening(ctx);
    undo.push(() => listening.stop());
    return { url, ctx, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openDatabase(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined };
  const embedded = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    onCrash(message) {
      console.error(message);
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    },
  });
  return { url: embedded.connectionString, stop: () => embedded.stop() };
}

async function listen(
  app: ReturnType<typeof createApp>,
  config: Config,
): Promise<{ url: string; stop(): Promise<void> }> {
  // without options for HTTP/2 it is a plain HTTP/1.1 server
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.requestTimeout = longestRequestMs;
  server.keepAliveTimeout = idleMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      // connections that are kept alive fall idle one by one
      const sweep = setInterval(() => server.closeIdleConnections(), 20);
      const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(deadline);
    },
  };
}

function explain(error: NodeJS.ErrnoException, config: Config): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${config.port} is taken by another program. Stop it, or start Belay with another one: PORT=${config.port + 10} npm start`,
      { cause: error },
    );
  if (error.code === 'EACCES')
    return new Error(
      `Port ${config.port} may not be used by this user. Set PORT to one above 1023.`,
      { cause: error },
    );
  return error;
}
