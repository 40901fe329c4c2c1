import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { sitePage } from './site-page.ts';

/** What the page shows as of now. */
export interface SiteSource {
  /** public id, once there is one */
  agent(): string | undefined;
  /** questions that the memory can answer */
  asks(): string[];
}

/** `/site`: the invented company's website, strict as a careful customer's would be. */
export function siteRoutes(source: SiteSource): Hono {
  const app = new Hono();
  const css = readFileSync(new URL('./assets/site.css', import.meta.url));
  app.use(
    '/site/*',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        frameSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  app.get('/site/site.css', (c) =>
    c.body(css, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }),
  );
  app.get('/site', (c) => c.redirect('/site/'));
  app.get('/site/', (c) => c.html(sitePage({ agent: source.agent(), asks: source.asks() })));
  return app;
}
