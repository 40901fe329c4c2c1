import { Hono, type Context as HonoContext } from 'hono';
import { acceptable, type BuiltFile, readBuiltFile } from '../built/read-built-file.ts';
import { forever, sendBuiltFile } from '../built/send-built-file.ts';
import type { Context } from '../context.ts';
import { framePage } from './frame-page.ts';
import { framePolicy } from './frame-policy.ts';
import { originAllowed } from './origin-allowed.ts';
import { plainPage } from './plain-page.ts';
import { type AgentLook, readLook } from './read-look.ts';
import { widgetFolder } from './widget-folder.ts';

/** The loader and what it draws by change within five minutes of being changed. */
const soon = 'public, max-age=300';

const noAgent = plainPage(
  'There is no chat here',
  'The address names no agent. Ask whoever gave it to you for a new one.',
);
const notBuilt = plainPage(
  'The widget is not built',
  'The server works. Run "npm run build -w @belay/widget" in Belay\'s folder, then reload this page.',
);

/**
 * The widget's files, for any website: `/widget/belay.js` (the loader), `/widget/look/{agent}.js`
 * (the launcher's colours), `/widget/frame/{agent}` (the chat), and `/chat/{agent}`, the same as a
 * page of its own. Whoever calls proves nothing here.
 */
export function widgetRoutes(ctx: Pick<Context, 'pool'>, folder = widgetFolder): Hono {
  const routes = new Hono();
  // what a hashed name holds never changes: read once
  const kept = new Map<string, BuiltFile>();

  routes.get('/widget/belay.js', async (c) => {
    openToAll(c);
    const file = await readBuiltFile(folder, 'belay.js', c.req.header('accept-encoding') ?? '');
    // an error page would be run as a script; this does nothing to the page it stands on
    if (!file)
      return c.body('/* the widget is not built */', 503, { 'content-type': 'text/javascript' });
    return sendBuiltFile(c, file, 'belay.js', soon);
  });

  routes.get('/widget/assets/:name{[\\w.-]+}', async (c) => {
    const name = c.req.param('name');
    const accepted = c.req.header('accept-encoding') ?? '';
    const key = `${name} ${acceptable(accepted)}`;
    const file = kept.get(key) ?? (await readBuiltFile(folder, `assets/${name}`, accepted));
    if (!file) return c.text('The widget was built anew. Reload the page.', 404);
    kept.set(key, file);
    return sendBuiltFile(c, file, name, forever);
  });

  // a module, so that a page's policy needs to allow our scripts and nothing else
  routes.get('/widget/look/:file{agt_[0-9a-f]{32}\\.js}', async (c) => {
    openToAll(c);
    c.header('Vary', 'Origin');
    const agent = await readLook(ctx.pool, c.req.param('file').slice(0, -'.js'.length));
    const origin = c.req.header('origin');
    if (!agent || (origin !== undefined && !originAllowed(agent.allowed_origins, origin)))
      return c.text('This agent is not for this page.', 404);
    const { look, languages, name } = agent;
    c.header('Cache-Control', soon);
    return c.body(`export default ${JSON.stringify({ ...look, languages, name })}`, 200, {
      'content-type': 'text/javascript; charset=utf-8',
    });
  });

  routes.get('/widget/frame/:agent', async (c) => {
    const agent = await readLook(ctx.pool, c.req.param('agent'));
    const allowed = agent?.allowed_origins ?? [];
    c.header('Content-Security-Policy', framePolicy(allowed.length > 0 ? allowed : 'any'));
    return sendFrame(c, agent, folder);
  });

  routes.get('/chat/:agent', async (c) => {
    c.header('Content-Security-Policy', framePolicy('nobody'));
    c.header('X-Frame-Options', 'DENY');
    return sendFrame(c, await readLook(ctx.pool, c.req.param('agent')), folder);
  });

  return routes;
}

async function sendFrame(
  c: HonoContext,
  agent: AgentLook | undefined,
  folder: string,
): Promise<Response> {
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cache-Control', 'no-cache');
  c.header('X-Robots-Tag', 'noindex');
  c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  if (!agent) return c.html(noAgent, 404);
  // written per agent and small: it isn't worth a compressed copy
  const built = await readBuiltFile(folder, 'index.html', '');
  if (!built) return c.html(notBuilt, 503);
  return c.html(framePage(built.bytes.toString('utf8'), agent));
}

/** A file for scripts of any website: nothing in it depends on who asks. */
function openToAll(c: HonoContext): void {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  c.header('X-Content-Type-Options', 'nosniff');
}
