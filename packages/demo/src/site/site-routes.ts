import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { Bookings } from './bookings.ts';
import { nearby } from './nearby.ts';
import { sitePage } from './site-page.ts';

/** What the site knows of the Belay that it embeds; filled while the program starts. */
export interface SiteSource {
  /** as browsers reach it */
  belay: string | undefined;
  /** public id of the agent, once it can be talked to */
  agent: string | undefined;
  /** questions that the memory can answer */
  asks(): string[];
  /** origins whose pages may hold the site in a frame */
  framedBy: readonly string[];
}

const assets = {
  'site.css': [new URL('./assets/site.css', import.meta.url), 'text/css; charset=utf-8'],
  'visitor.js': [new URL('./assets/visitor.js', import.meta.url), 'text/javascript; charset=utf-8'],
  'belay.svg': [new URL('../home/assets/belay.svg', import.meta.url), 'image/svg+xml'],
} as const;

/** The invented company's website: its own origin, and as strict as a careful customer's would be. */
export function siteRoutes(source: SiteSource): Hono {
  const app = new Hono();
  const bookings = new Bookings();
  app.use((c, next) => {
    const belay = source.belay ? [nearby(source.belay, c.req.url)] : [];
    const { framedBy } = source;
    return secureHeaders({
      // who may hold it is said by the policy
      xFrameOptions: framedBy.length === 0,
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'", ...belay],
        frameSrc: belay,
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: framedBy.length === 0 ? ["'none'"] : [...framedBy],
      },
    })(c, next);
  });
  for (const [name, [file, type]] of Object.entries(assets)) {
    const bytes = readFileSync(file);
    app.get(`/${name}`, (c) =>
      c.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }
  app.get('/', (c) => {
    const belay = source.belay && nearby(source.belay, c.req.url);
    const isTour = c.req.query('tour') !== undefined;
    return c.html(sitePage({ belay, agent: source.agent, asks: source.asks(), isTour }));
  });
  // the company's own system: what the agent's action talks to
  app.post('/bookings', bodyLimit({ maxSize: 64 * 1024 }), (c) =>
    c.json({ reference: bookings.take(c.req.header('idempotency-key') ?? '') }, 201),
  );
  return app;
}
