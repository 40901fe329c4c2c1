import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { homePage } from './home-page.ts';
import type { HomeSource } from './home-source.ts';
import { homeStream } from './home-stream.ts';

const assets = {
  'home.css': 'text/css; charset=utf-8',
  'home.js': 'text/javascript; charset=utf-8',
  'belay.svg': 'image/svg+xml',
} as const;

const longestQuestion = 400;

/** The page at `/`: it shows the demo tenant and nothing else (SEC-2). */
export function homeRoutes(source: HomeSource, closing: AbortSignal): Hono {
  const app = new Hono();
  const pageHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
  app.use('/', pageHeaders);
  app.use('/home/*', pageHeaders);

  for (const [name, type] of Object.entries(assets)) {
    const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
    app.get(`/home/${name}`, (c) =>
      c.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }

  app.get('/', async (c) => {
    const question = (c.req.query('q') ?? '').trim().slice(0, longestQuestion);
    if (!question) return c.html(homePage(source.view()));
    const { markup, status } = await source.answer(question, c.req.raw.signal);
    return c.html(homePage(source.view(), { question, answer: markup }), status);
  });
  app.get('/home/ask', async (c) => {
    const question = (c.req.query('q') ?? '').trim().slice(0, longestQuestion);
    if (!question) return c.html('', 400);
    const { markup, status } = await source.answer(question, c.req.raw.signal);
    return c.html(markup, status);
  });
  app.get('/home/stream', (c) => homeStream(c, source, closing));
  return app;
}
