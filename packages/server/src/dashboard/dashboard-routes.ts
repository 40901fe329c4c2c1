import { Hono } from 'hono';
import { acceptable, type BuiltFile, readBuiltFile } from '../built/read-built-file.ts';
import { forever, sendBuiltFile } from '../built/send-built-file.ts';
import { dashboardFolder } from './dashboard-folder.ts';
import { notBuiltPage } from './not-built-page.ts';

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
  // the preview of the widget
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

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
    return sendBuiltFile(c, file, name, forever);
  });

  routes.get('/app/:name{[\\w-]+\\.(?:js|svg)}', async (c) => {
    const name = c.req.param('name');
    const file = await readBuiltFile(folder, name, c.req.header('accept-encoding') ?? '');
    if (!file) return c.text('There is no such file.', 404);
    return sendBuiltFile(c, file, name, 'no-cache');
  });

  routes.get('/app/*', async (c) => {
    c.header('Content-Security-Policy', policy);
    c.header('X-Frame-Options', 'DENY');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Referrer-Policy', 'no-referrer');
    const file = await readBuiltFile(folder, 'index.html', c.req.header('accept-encoding') ?? '');
    if (!file) return c.html(notBuiltPage, 503);
    return sendBuiltFile(c, file, 'index.html', 'no-cache');
  });

  return routes;
}

/** At `/` when there is no other page to show there. */
export function toDashboard(): Hono {
  return new Hono().get('/', (c) => c.redirect('/app/'));
}
