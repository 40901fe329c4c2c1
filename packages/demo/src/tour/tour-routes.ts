import { readFileSync } from 'node:fs';
import { type Context, Hono, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { nearby } from '../site/nearby.ts';
import { deskChannels } from '../slack/slack-stage.ts';
import { breakSlack } from './break-slack.ts';
import { lettersPage } from './letters-page.ts';
import { tourPage } from './tour-page.ts';
import type { TourSource } from './tour-source.ts';
import { tourStream } from './tour-stream.ts';
import { tourView } from './tour-view.ts';

const assets = {
  'tour.css': 'text/css; charset=utf-8',
  'tour.js': 'text/javascript; charset=utf-8',
} as const;

/** `/tour`: open like the page at `/`; it shows the demo organisation and its sandbox, and nothing else. */
export function tourRoutes(source: TourSource, now: () => number, closing: AbortSignal): Hono {
  const app = new Hono();
  const framesOf = (c: Context) => {
    const { parts } = source;
    if (!parts) return undefined;
    return { site: nearby(parts.site, c.req.url), sandbox: nearby(parts.sandbox.url, c.req.url) };
  };
  const headers = (c: Context, next: Next) => {
    const frames = framesOf(c);
    return secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: frames ? [frames.site, frames.sandbox] : ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    })(c, next);
  };
  app.use('/tour', headers);
  app.use('/tour/*', headers);

  for (const [name, type] of Object.entries(assets)) {
    const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
    app.get(`/tour/${name}`, (c) =>
      c.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }

  app.get('/tour', (c) => {
    const frames = framesOf(c);
    return c.html(
      tourPage(
        tourView(source),
        frames && {
          site: frames.site,
          slack: `${frames.sandbox}/c/${deskChannels.support.id}`,
        },
      ),
    );
  });
  app.get('/tour/mail', (c) => c.html(lettersPage(source.parts?.mail.letters ?? [], now())));
  app.get('/tour/stream', (c) => tourStream(c, source, closing));

  app.use('/tour/*', bodyLimit({ maxSize: 4 * 1024 }));
  app.post('/tour/break', async (c) => {
    const { parts } = source;
    if (!isOwnPage(c) || !parts) return c.text('Only the tour’s own page may do that.', 403);
    const form = await c.req.formData();
    const isOn = form.get('on') === 'yes';
    if (!breakSlack(parts.sandbox, String(form.get('what')), isOn))
      return c.text('There is no such switch.', 404);
    source.changed();
    return done(c);
  });
  app.post('/tour/mend', async (c) => {
    if (!isOwnPage(c)) return c.text('Only the tour’s own page may do that.', 403);
    // what keeps it from working is said by the state that follows
    await source.mend?.().catch(() => undefined);
    source.changed();
    return done(c);
  });
  app.post('/tour/begin', (c) => {
    if (!isOwnPage(c)) return c.text('Only the tour’s own page may do that.', 403);
    source.beginAgain();
    return done(c);
  });
  return app;
}

/** A form of this very page: its Origin is the host that it is sent to. */
function isOwnPage(c: Context): boolean {
  const origin = c.req.header('origin') ?? '';
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
}

/** Scripts stay where they are. */
const done = (c: Context): Response =>
  c.req.header('x-tour-script') === '1' ? c.body(null, 204) : c.redirect('/tour', 303);
