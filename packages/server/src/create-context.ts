import { join } from 'node:path';
import { pino } from 'pino';
import { createMetrics } from './admin/metrics.ts';
import { loadIssuer } from './auth/issuer.ts';
import { createSealer } from './auth/sealer.ts';
import { createSessions } from './auth/session/sessions.ts';
import { createSignIn, sessionSecret } from './auth/session/sign-in.ts';
import { startSweeping } from './auth/session/sweep-expired.ts';
import { createTokens } from './auth/tokens.ts';
import type { Config } from './config/read-config.ts';
import { loadSecretKey } from './config/secret-key.ts';
import { createChannelListings } from './connectors/installation/channel-listings.ts';
import { systemClock } from './connectors/work/system-clock.ts';
import type { Context } from './context.ts';
import { createPool } from './db/create-pool.ts';
import { migrate } from './db/migrate.ts';
import { createNotices } from './db/notices.ts';
import { createFileLinks } from './desk/files/file-links.ts';
import { createDeskFeed } from './desk/live/create-desk-feed.ts';
import { startDeskHub } from './desk/live/desk-hub.ts';
import { createPresence } from './desk/live/presence.ts';
import { createModelHealth } from './desk/model/model-health.ts';
import { Posters } from './desk/slack/outbox/posters.ts';
import { createBlobStore } from './memory/blobs/blob-store.ts';
import { createCapture } from './memory/capture/capture.ts';
import { startIndexer } from './memory/index/indexer.ts';
import { createLifecycleFeed } from './memory/lifecycle/lifecycle-feed.ts';
import { startLifecycleHub } from './memory/lifecycle/lifecycle-hub.ts';
import { startPruning } from './memory/lifecycle/start-pruning.ts';
import { systemResolve } from './outbound/resolve.ts';
import { createSlackApp } from './slack-app/slack-app.ts';

/** What somebody who runs a server may put in its own place. */
export type Beside = { [K in 'smtpOf' | 'watch']?: Context[K] };

/** The only place that constructs things. `close` takes them down in order. */
export async function createContext(
  config: Config,
  databaseUrl: string,
  slackApiUrl: Context['slackApiUrl'] = () => config.slackApiUrl,
  sandbox: Context['sandbox'] = () => null,
  { smtpOf = () => config.smtp, watch }: Beside = {},
): Promise<{ ctx: Context; stopStreams(): void; close(): Promise<void> }> {
  const log = pino({ level: config.logLevel, base: null });
  const now = Date.now;
  const stop = new AbortController();
  const problem = (error: unknown) => {
    // what breaks while we stop is no news
    if (!stop.signal.aborted) log.warn({ err: error }, 'the database connection has trouble');
  };
  const pool = createPool(databaseUrl, problem);
  try {
    await migrate(pool);
    const secretKey = await loadSecretKey(config.secretKey, config.dataDir);
    const issuer = await loadIssuer(pool, secretKey);
    const sealer = createSealer(secretKey);
    const notices = await createNotices(databaseUrl, problem);
    const feed = createLifecycleFeed(notices);
    const desk = createDeskFeed(notices, now);
    const fileLinks = createFileLinks(secretKey, now);
    const deskHub = startDeskHub(pool, desk, fileLinks, problem);
    const presence = createPresence(pool, desk, problem);
    const someoneLost = () => {
      feed.wake();
      deskHub.recheck();
    };
    const secret = sessionSecret(secretKey);
    const signIn = createSignIn(pool, secret, config.publicUrl);
    const sessions = createSessions({
      pool,
      secret,
      cookieName: (await signIn.$context).authCookies.sessionToken.name,
      now,
      onChange: someoneLost,
      onProblem: problem,
    });
    const sweeping = startSweeping(pool, problem);
    const tokens = await createTokens(pool, issuer, now, {
      stands: sessions.stands,
      onRevoked: someoneLost,
    });
    const blobs = createBlobStore(pool, join(config.dataDir, 'blobs'), config.blobQuota);
    await blobs.sweep();
    const capture = createCapture(pool, () => feed.wake());
    const indexer = startIndexer(pool, feed, capture.busy, (error) =>
      log.warn({ err: error }, 'indexing has trouble'),
    );
    const hub = startLifecycleHub(pool, feed, problem);
    const stopPruning = startPruning(pool, now, problem);
    const slackApp = createSlackApp({
      ...{ config, databaseUrl, sealer, notices, feed, now },
      onProblem: (error) => log.warn({ err: error }, 'taking in from Slack has trouble'),
    });
    const metrics = createMetrics();
    const ctx = {
      config,
      pool,
      log,
      now,
      issuer,
      sealer,
      slackApiUrl,
      tokens,
      signIn,
      sessions,
      sandbox,
      smtpOf,
      watch,
      channelListings: createChannelListings(now),
      capture,
      indexer,
      resolve: systemResolve,
      notices,
      feed,
      desk,
      deskHub,
      presence,
      fileLinks,
      modelHealth: createModelHealth(now),
      hub,
      slackApp,
      posters: new Posters({
        clock: systemClock,
        isUnlimited: (token) => config.slackRate === 'unlimited' || sandbox()?.bot_token === token,
      }),
      inbox: slackApp.inbox,
      stopping: stop.signal,
      blobs,
      metrics,
    };
    return {
      ctx,
      stopStreams() {
        stop.abort();
        void hub.stop();
        void deskHub.stop();
      },
      async close() {
        stop.abort();
        await hub.stop();
        await deskHub.stop();
        await presence.close();
        await stopPruning();
        tokens.close();
        sessions.close();
        sweeping.stop();
        await indexer.stop();
        await slackApp.close();
        await notices.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
