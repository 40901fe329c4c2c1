import { Hono, type Context as HonoContext } from 'hono';
import { dashboardFolder } from './dashboard-folder.ts';
import { notBuiltPage } from './not-built-page.ts';
import { acceptable, type BuiltFile, readBuiltFile } from './read-built-file.ts';

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
};

/**
 * Scripts, data and pictures come from this server and nowhere else; nobody frames the dashboard.
 * Style elements are allowed: the dialogs' scroll lock writes one, and no script hides in them.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The names that Vite gives hold a hash of the content. */
const forever = 'public, max-age=31536000, immutable';

/** `/app/*`: the dashboard. Whatever page is asked for, it is the same index.html. */
export function dashboardRoutes(folder = dashboardFolder): Hono {
  const routes = new Hono();
  // what a hashed name holds never changes: read once
  const kept = new Map<string, BuiltFile>();

  routes.get('/app', (c) => c.redirect('/app/', 301));

  routes.get('/app/assets/:name{[\\w.-]+}', async (c) => {
    const name = c.req.param('name');
    const accepted = c.req.header('accept-encoding') ?? '';
    // by what the header amounts to, so that nobody fills the memory by playing with it
    const key = `${name} ${acceptable(accepted)}`;
    const file = kept.get(key) ?? (await readBuiltFile(folder, `assets/${name}`, accepted));
    if (!file) return c.text('The dashboard was built anew. Reload the page.', 404);
    kept.set(key, file);
    return send(c, file, name, forever);
  });

  routes.get('/app/:name{[\\w-]+\\.(?:js|svg)}', async (c) => {
    const name = c.req.param('name');
    const file = await readBuiltFile(folder, name, c.req.header('accept-encoding') ?? '');
    if (!file) return c.text('There is no such file.', 404);
    return send(c, file, name, 'no-cache');
  });

  routes.get('/app/*', async (c) => {
    c.header('Content-Security-Policy', policy);
    c.header('X-Frame-Options', 'DENY');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Referrer-Policy', 'no-referrer');
    const file = await readBuiltFile(folder, 'index.html', c.req.header('accept-encoding') ?? '');
    if (!file) return c.html(notBuiltPage, 503);
    return send(c, file, 'index.html', 'no-cache');
  });

  return routes;
}

/** At `/` when there is no other page to show there. */
export function toDashboard(): Hono {
  return new Hono().get('/', (c) => c.redirect('/app/'));
}

function send(c: HonoContext, file: BuiltFile, name: string, cache: string): Response {
  c.header('Cache-Control', cache);
  c.header('ETag', file.etag);
  c.header('Vary', 'Accept-Encoding');
  c.header('X-Content-Type-Options', 'nosniff');
  const known = c.req.header('if-none-match')?.split(',') ?? [];
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === file.etag)) return c.body(null, 304);
  c.header(
    'Content-Type',
    types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
  );
  if (file.encoding !== 'identity') c.header('Content-Encoding', file.encoding);
  return c.body(file.bytes);
}
