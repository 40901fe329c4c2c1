import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { apiRoutes } from './api/api-routes.ts';
import type { Desk, Ephemeral } from './api/call.ts';
import { CallLog } from './api/call-log.ts';
import { allBotScopes } from './app-scopes.ts';
import type { Clock } from './clock/clock.ts';
import { systemClock } from './clock/system-clock.ts';
import { seedDemoWorld } from './demo-world/tell-demo-world.ts';
import { Events } from './events/events.ts';
import { Faults } from './faults/faults.ts';
import { fileRoutes } from './files/file-routes.ts';
import { Uploads } from './files/uploads.ts';
import { Limiter, type LimitMode } from './limits/limiter.ts';
import { pageRoutes } from './page/page-routes.ts';
import { type Truth, truthAt } from './truth/truth.ts';
import type { App, Token } from './world/model.ts';
import { World } from './world/world.ts';

export interface SandboxOptions {
  /** default 0: any free one */
  port?: number;
  /** what the workspace holds at first and after `reset()`; default `empty` */
  seed?: 'demo' | 'empty';
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

/** A running Slack workspace. */
export interface Sandbox {
  url: string;
  /** what `SLACK_API_URL` wants: the address with `/api/` */
  apiUrl: string;
  /** the app's bot token, with all bot scopes */
  botToken: string;
  signingSecret: string;
  world: World;
  app: App;
  events: Events;
  faults: Faults;
  limiter: Limiter;
  calls: CallLog;
  ephemerals: readonly Ephemeral[];
  clock: Clock;
  truth: { at(moment: number): Truth; now(): Truth };
  /** issues another token of the same app */
  token(wish?: TokenWish): string;
  /** back to the seed: world, faults, limits, counts and subscriptions */
  reset(): void;
  close(): Promise<void>;
}

const signingSecret = 'sandbox0signing0secret0of0belay0';

/** Starts a Slack workspace on the loopback interface. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? systemClock;
  const world = new World(clock);
  const faults = new Faults();
  const limiter = new Limiter(clock, options.limits ?? 'off');
  const calls = new CallLog();
  const desk: Desk = {
    world,
    clock,
    faults,
    limiter,
    uploads: new Uploads(),
    ephemerals: [],
    baseUrl: '',
  };

  const http = new Hono<{ Bindings: HttpBindings }>();
  http.route('/', apiRoutes(desk, { calls, latencyMs: options.latencyMs ?? 0 }));
  http.route('/', fileRoutes(desk));
  http.route('/', pageRoutes(world));

  const server = createAdaptorServer({ fetch: http.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // a TCP server that listens has an address of this kind
  const { port } = server.address() as AddressInfo;
  desk.baseUrl = `http://127.0.0.1:${port}`;

  let issued = 0;
  const token = (wish: TokenWish = {}): string => {
    const kind = wish.kind ?? 'bot';
    const prefix = { bot: 'xoxb', user: 'xoxp', app: 'xapp' }[kind];
    return world.issueToken({
      value: `${prefix}-sandbox-${++issued}`,
      kind,
      appId: app.id,
      userId: wish.userId ?? app.botUserId,
      scopes: wish.scopes ?? allBotScopes,
    }).value;
  };
  /** a new workspace with our app in it, and what the seed puts there */
  const found = (): App => {
    issued = 0;
    const installed = world.installApp({ name: 'Belay' }, { at: 0 });
    if (options.seed === 'demo')
      seedDemoWorld(world, { base: clock.now(), member: installed.botUserId });
    return installed;
  };
  let app = found();
  const botToken = token();
  const events = new Events({
    world,
    clock,
    faults,
    signingSecret,
    app: () => app,
    baseUrl: () => desk.baseUrl,
  });

  return {
    url: desk.baseUrl,
    apiUrl: `${desk.baseUrl}/api/`,
    botToken,
    signingSecret,
    world,
    get app() {
      return app;
    },
    events,
    faults,
    limiter,
    calls,
    ephemerals: desk.ephemerals,
    clock,
    truth: {
      at: (moment) => truthAt(world, desk.baseUrl, moment),
      now: () => truthAt(world, desk.baseUrl, Number.POSITIVE_INFINITY),
    },
    token,
    reset() {
      events.clear();
      world.clear();
      faults.clear();
      limiter.clear();
      calls.clear();
      desk.uploads.clear();
      desk.ephemerals.length = 0;
      app = found();
      token();
    },
    close: () =>
      new Promise((resolve) => {
        events.clear();
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
