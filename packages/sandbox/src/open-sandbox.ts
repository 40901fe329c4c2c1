import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { apiRoutes } from './api/api-routes.ts';
import type { Desk } from './api/call.ts';
import { CallLog } from './api/call-log.ts';
import { allAppScopes, allBotScopes } from './app-scopes.ts';
import type { Clock } from './clock/clock.ts';
import { systemClock } from './clock/system-clock.ts';
import { seedDemoWorld } from './demo-world/tell-demo-world.ts';
import { EventSettings, type SubscriptionState } from './events/event-settings.ts';
import { Events } from './events/events.ts';
import { subscribePatiently } from './events/subscribe-patiently.ts';
import type { SubscriptionWish } from './events/subscription.ts';
import { Faults } from './faults/faults.ts';
import { Switches } from './faults/switches.ts';
import { fileRoutes } from './files/file-routes.ts';
import { Uploads } from './files/uploads.ts';
import type { Ephemeral } from './interactivity/ephemerals.ts';
import { Interactivity } from './interactivity/interactivity.ts';
import { responseRoutes } from './interactivity/response-routes.ts';
import { Limiter, type LimitMode } from './limits/limiter.ts';
import { consentRoutes } from './oauth/consent-routes.ts';
import { OAuth } from './oauth/oauth.ts';
import { nothingPage } from './page/nothing-page.ts';
import { pageRoutes } from './page/page-routes.ts';
import { Sockets } from './sockets/sockets.ts';
import { type Truth, truthAt } from './truth/truth.ts';
import type { App, Token } from './world/model.ts';
import { World } from './world/world.ts';

export interface WorkspaceOptions {
  /** what the workspace holds at first and after `reset()`; default `empty` */
  seed?: 'demo' | 'empty';
  /** default true; false: the bot token is dead, and people install the app by its consent page */
  isInstalled?: boolean;
  /** default `off` */
  limits?: LimitMode;
  clock?: Clock;
  /** each API answer takes that long, in real ms; default 0 */
  latencyMs?: number;
}

export interface TokenWish {
  /** default: all bot scopes */
  scopes?: readonly string[];
  kind?: Token['kind'];
  /** whose; default the app's bot user */
  userId?: string;
}

/** A Slack workspace that answers requests, wherever they come from. */
export interface OpenSandbox {
  readonly url: string;
  /** what `SLACK_API_URL` wants: the address with `/api/` */
  readonly apiUrl: string;
  /** the app's bot token, with all bot scopes */
  readonly botToken: string;
  /** the app-level token, for Socket Mode */
  readonly appToken: string;
  signingSecret: string;
  world: World;
  app: App;
  events: Events;
  /** the app's event settings, as its owner sets them on the page */
  settings: EventSettings;
  /** verifies a request URL and makes it the app's, in a few tries; throws, in a sentence, when it doesn't answer */
  subscribe(wish: SubscriptionWish): Promise<SubscriptionState>;
  /** the app's request URL: verified, disabled, its last attempts */
  readonly subscription: SubscriptionState | undefined;
  /** Socket Mode: its connections, and how they end */
  sockets: Sockets;
  faults: Faults;
  /** what a person may break on the page */
  switches: Switches;
  limiter: Limiter;
  calls: CallLog;
  /** buttons, views, slash commands, the app's home: what people do with the app */
  interactivity: Interactivity;
  /** how the app comes into the workspace */
  oauth: OAuth;
  ephemerals: readonly Ephemeral[];
  clock: Clock;
  truth: { at(moment: number): Truth; now(): Truth };
  /** issues another token of the same app */
  token(wish?: TokenWish): string;
  /** replaces the bot token as an owner would by hand: the old one answers `token_revoked` */
  rotateToken(): string;
  /** back to the seed: world, faults, limits, counts and subscriptions */
  reset(): void;
  /** where it says that it is: file addresses begin with it */
  settle(url: string): void;
  /** who a visitor of the page is before they choose; default: the first by name */
  defaultPerson: string | undefined;
  /** origins whose pages may hold this one in a frame; default: none */
  framedBy: readonly string[];
  /** serves one request; the environment is what hangs up on a caller */
  http: Hono<{ Bindings: HttpBindings }>;
}

const signingSecret = 'sandbox0signing0secret0of0belay0';

/** Opens a Slack workspace in this process, without a socket. */
export function openSandbox(options: WorkspaceOptions = {}): OpenSandbox {
  const clock = options.clock ?? systemClock;
  const world = new World(clock);
  const faults = new Faults();
  const limiter = new Limiter(clock, options.limits ?? 'off');
  const calls = new CallLog();
  const sockets = new Sockets(clock);
  const interactivity = new Interactivity({
    world,
    clock,
    sockets,
    signingSecret,
    app: () => app,
    baseUrl: () => desk.baseUrl,
    homeOpened: (about) => world.record(clock.now(), { type: 'app_home_opened', about }),
  });
  const oauth = new OAuth({ world, clock, app: () => app, mint: (kind) => mint(kind) });
  const desk: Desk = {
    world,
    clock,
    faults,
    limiter,
    uploads: new Uploads(),
    interactivity,
    oauth,
    openSocket: (appId) => events.openSocket(appId),
    baseUrl: '',
  };

  const http = new Hono<{ Bindings: HttpBindings }>();
  http.route('/', apiRoutes(desk, { calls, latencyMs: options.latencyMs ?? 0 }));
  http.route('/', fileRoutes(desk));
  const respondent = () => ({ world, app, ephemerals: interactivity.ephemerals });
  http.route('/', responseRoutes(respondent, interactivity.responses));
  http.notFound((c) => c.html(nothingPage('There is nothing at this address.'), 404));

  const issued = { bot: 0, user: 0, app: 0 };
  const mint = (kind: Token['kind']): string => {
    const prefix = { bot: 'xoxb', user: 'xoxp', app: 'xapp' }[kind];
    return `${prefix}-sandbox-${++issued[kind]}`;
  };
  const token = (wish: TokenWish = {}): string => {
    const kind = wish.kind ?? 'bot';
    return world.issueToken({
      value: mint(kind),
      kind,
      appId: app.id,
      userId: wish.userId ?? app.botUserId,
      scopes: wish.scopes ?? (kind === 'app' ? allAppScopes : allBotScopes),
    }).value;
  };
  /** a new workspace with our app in it, and what the seed puts there */
  const found = (): App => {
    Object.assign(issued, { bot: 0, user: 0, app: 0 });
    const installed = world.installApp({ name: 'Belay' }, { at: 0 });
    if (options.seed === 'demo')
      seedDemoWorld(world, { base: clock.now(), member: installed.botUserId });
    return installed;
  };
  /** the token that the app has at first, or had if nobody installed it */
  const firstToken = (): string => {
    const value = token();
    const standing = world.tokens.get(value);
    if (options.isInstalled === false && standing)
      world.issueToken({ ...standing, failure: 'account_inactive' });
    return value;
  };
  let app = found();
  let botToken = firstToken();
  let appToken = token({ kind: 'app' });
  const events = new Events({
    world,
    clock,
    faults,
    sockets,
    signingSecret,
    app: () => app,
    baseUrl: () => desk.baseUrl,
  });

  const settings = new EventSettings(events);
  const switches = new Switches({ faults, limiter, world, botToken: () => botToken, oauth });

  const sandbox: OpenSandbox = {
    defaultPerson: undefined,
    framedBy: [],
    get url() {
      return desk.baseUrl;
    },
    get apiUrl() {
      return `${desk.baseUrl}/api/`;
    },
    settle(url) {
      desk.baseUrl = url;
    },
    http,
    get botToken() {
      return botToken;
    },
    get appToken() {
      return appToken;
    },
    signingSecret,
    world,
    get app() {
      return app;
    },
    events,
    settings,
    subscribe: (wish) => subscribePatiently(settings, wish),
    get subscription() {
      return settings.subscription;
    },
    sockets,
    faults,
    switches,
    limiter,
    calls,
    interactivity,
    oauth,
    ephemerals: interactivity.ephemerals.all,
    clock,
    truth: {
      at: (moment) => truthAt(world, desk.baseUrl, moment),
      now: () => truthAt(world, desk.baseUrl, Number.POSITIVE_INFINITY),
    },
    token,
    rotateToken() {
      const standing = world.tokens.get(botToken);
      // quietly: an owner who replaces a token removes no installation, so no event tells of it
      if (standing) world.issueToken({ ...standing, failure: standing.failure ?? 'token_revoked' });
      botToken = token();
      return botToken;
    },
    reset() {
      events.clear();
      settings.clear();
      switches.mend();
      world.clear();
      faults.clear();
      limiter.clear();
      calls.clear();
      desk.uploads.clear();
      interactivity.clear();
      oauth.clear();
      app = found();
      botToken = firstToken();
      appToken = token({ kind: 'app' });
    },
  };
  http.route('/', pageRoutes(sandbox));
  http.route('/', consentRoutes(sandbox, oauth));
  return sandbox;
}
