import { setupLink } from '@belay/server/auth/setup/setup-link';
import { type Config, readConfig } from '@belay/server/config/read-config';
import type { Beside } from '@belay/server/create-context';
import { startServer } from '@belay/server/start-server';
import { Hono } from 'hono';
import { homeRoutes } from './home/home-routes.ts';
import { HomeSource } from './home/home-source.ts';
import { type DemoWorkspace, startDemo, startDemoWorkspace } from './start-demo.ts';
import { tourRoutes } from './tour/tour-routes.ts';
import { TourSource } from './tour/tour-source.ts';

export interface Running {
  url: string;
  /** as browsers see it; links and cookies are of this address */
  publicUrl: string;
  demo?: DemoWorkspace;
  /** makes the first owner; undefined once there is one */
  setup: string | undefined;
  close(): Promise<void>;
}

/**
 * Everything that `npm start` starts: the server with its workers, and, without Slack credentials
 * and unless `BELAY_DEMO=0`, the demo. Throws with a sentence that names the remedy.
 */
export async function runBelay(env: Record<string, string | undefined>): Promise<Running> {
  const config = readConfig(env);
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const closing = new AbortController();
    const pages = wantsDemo(config)
      ? { home: new HomeSource(Date.now), tour: new TourSource(Date.now) }
      : undefined;
    // before the server: its workers go on with the sandbox as soon as they run
    const demo =
      pages &&
      (await startDemoWorkspace(config, {
        sandbox: Boolean(env.SANDBOX_PORT),
        site: Boolean(env.SITE_PORT),
      }));
    if (demo) undo.push(() => demo.close());
    const server = await startServer({
      // the demo agent's action calls the demo's own website
      env: demo ? { BELAY_LOCAL_TARGETS: demo.site.url, ...env } : env,
      ...(pages && {
        home: () =>
          new Hono()
            .route('/', homeRoutes(pages.home, closing.signal))
            .route('/', tourRoutes(pages.tour, Date.now, closing.signal)) as Hono,
        beside: besideTour(pages.tour, config),
      }),
      ...(demo && sandboxBeside(demo, config)),
    });
    undo.push(
      () => server.close(),
      () => closing.abort(),
    );
    if (demo && pages) {
      const { close: stop } = await startDemo(
        server.ctx,
        // a port that the system chose is in no configured address
        { url: server.url, browserUrl: config.port === 0 ? server.url : config.publicUrl },
        demo,
        pages,
      );
      undo.push(stop);
    }
    const setup = await setupLink(server.ctx);
    const { publicUrl } = config;
    return { url: server.url, publicUrl, ...(demo && { demo }), setup, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type SandboxBeside = Pick<Parameters<typeof startServer>[0], 'slackApiUrl' | 'sandbox'>;

/** A sandbox's tokens are spent at the sandbox, and nowhere else. */
function sandboxBeside({ sandbox }: DemoWorkspace, config: Config): SandboxBeside {
  return {
    slackApiUrl: (token) =>
      /^(xoxe(-1-|\.))?(x(oxb|app|oxp)-)?sandbox-/.test(token)
        ? sandbox.apiUrl
        : config.slackApiUrl,
    sandbox: () => ({
      url: sandbox.url,
      bot_token: sandbox.botToken,
      team_id: sandbox.world.team.current.id,
    }),
  };
}

/** The demo's letters stay here, everybody else's go where they went; requests are shown on the tour. */
function besideTour(tour: TourSource, config: Config): Beside {
  return {
    smtpOf: (tenant) => (tour.parts?.tenant === tenant ? tour.parts.mail.smtp : config.smtp),
    watch: (seen) => tour.tail.seen(seen),
  };
}

/** The demo is for who has nothing of their own yet. */
function wantsDemo(config: Config): boolean {
  return config.demo && config.slackBotToken === undefined;
}
