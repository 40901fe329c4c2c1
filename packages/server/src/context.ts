import type { Me } from '@belay/contract/people';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Metrics } from './admin/metrics.ts';
import type { Issuer } from './auth/issuer.ts';
import type { Sealer } from './auth/sealer.ts';
import type { Sessions } from './auth/session/sessions.ts';
import type { SignIn } from './auth/session/sign-in.ts';
import type { Tokens } from './auth/tokens.ts';
import type { Config } from './config/read-config.ts';
import type { ChannelListings } from './connectors/installation/channel-listings.ts';
import type { Notices } from './db/notices.ts';
import type { FileLinks } from './desk/files/file-links.ts';
import type { DeskFeed } from './desk/live/desk-feed.ts';
import type { DeskHub } from './desk/live/desk-hub.ts';
import type { Presence } from './desk/live/presence.ts';
import type { ModelHealth } from './desk/model/model-health.ts';
import type { Posters } from './desk/slack/outbox/posters.ts';
import type { SeenRequest } from './http/seen-request.ts';
import type { BlobStore } from './memory/blobs/blob-store.ts';
import type { Capture } from './memory/capture/capture.ts';
import type { Indexer } from './memory/index/indexer.ts';
import type { LifecycleFeed } from './memory/lifecycle/lifecycle-feed.ts';
import type { LifecycleHub } from './memory/lifecycle/lifecycle-hub.ts';
import type { Resolve } from './outbound/resolve.ts';
import type { Inbox } from './slack-app/inbox/create-inbox.ts';
import type { SlackApp } from './slack-app/slack-app.ts';

/** Everything that a request handler may use; made in one place, `create-context.ts`. */
export interface Context {
  config: Config;
  pool: pg.Pool;
  log: Logger;
  /** ms since the epoch */
  now(): number;
  issuer: Issuer;
  sealer: Sealer;
  /** the Web API that a token belongs to: Slack's, the configured one, or a sandbox's */
  slackApiUrl(token: string): string | undefined;
  tokens: Tokens;
  signIn: SignIn;
  sessions: Sessions;
  /** the workspace to try things in, if this server runs one */
  sandbox(): Me['sandbox'];
  /** where an organisation's letters are handed over; undefined: nowhere */
  smtpOf(tenant: string): Config['smtp'];
  /** told of every request that was answered; undefined: nobody watches */
  watch: ((seen: SeenRequest) => void) | undefined;
  /** channels that a token sees, while a person chooses among them */
  channelListings: ChannelListings;
  capture: Capture;
  indexer: Indexer;
  /** names of hosts to addresses, for whatever we ask of others */
  resolve: Resolve;
  notices: Notices;
  feed: LifecycleFeed;
  desk: DeskFeed;
  deskHub: DeskHub;
  presence: Presence;
  fileLinks: FileLinks;
  modelHealth: ModelHealth;
  hub: LifecycleHub;
  slackApp: SlackApp;
  /** what writes to Slack in this process, under one budget for each installation */
  posters: Posters;
  /** what Slack delivered and nobody applied yet; rings for those who work on it */
  inbox: Inbox;
  /** aborted when the server begins to stop: streams end at once */
  stopping: AbortSignal;
  blobs: BlobStore;
  metrics: Metrics;
}
