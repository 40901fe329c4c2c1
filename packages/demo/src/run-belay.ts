import { type Config, readConfig } from '@belay/server/config/read-config';
import { startServer } from '@belay/server/start-server';
import { homeRoutes } from './home/home-routes.ts';
import { HomeSource } from './home/home-source.ts';
import { type Demo, startDemo } from './start-demo.ts';

export interface Running {
  url: string;
  demo?: Demo;
  close(): Promise<void>;
}

/**
 * Everything that `npm start` starts: the server, and, without Slack credentials and unless
 * `BELAY_DEMO=0`, the demo. Throws with a sentence that names the remedy.
 */
export async function runBelay(env: Record<string, string | undefined>): Promise<Running> {
  const config = readConfig(env);
  const closing = new AbortController();
  const source = wantsDemo(config) ? new HomeSource(Date.now) : undefined;
  const server = await startServer({
    env,
    home: (ctx) => homeRoutes(source, closing.signal, ctx.config.publicUrl),
  });
  try {
    const demo =
      source &&
      (await startDemo({
        source,
        dataDir: config.dataDir,
        url: server.url,
        sandboxPort: config.sandboxPort,
        exactSandboxPort: Boolean(env.SANDBOX_PORT),
      }));
    return {
      url: server.url,
      ...(demo && { demo }),
      async close() {
        closing.abort();
        await demo?.close();
        await server.close();
      },
    };
  } catch (error) {
    closing.abort();
    await server.close();
    throw error;
  }
}

/** The demo is for who has nothing of their own yet. */
function wantsDemo(config: Config): boolean {
  return config.demo && config.slackBotToken === undefined;
}
