import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { World } from '../world/world.ts';
import { channelPage, channelsOf } from './channel-page.ts';
import { nothingPage } from './nothing-page.ts';

const assets = {
  'sandbox.css': 'text/css; charset=utf-8',
  'sandbox.js': 'text/javascript; charset=utf-8',
} as const;

/** A sign of life for browsers and proxies, ms. */
const heartbeat = 15_000;

/** The workspace as a page (SBX-4): read-only, server-rendered, complete without its script. */
export function pageRoutes(world: World): Hono {
  const app = new Hono();
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
  for (const path of ['/', '/c/*', '/archives/*', '/page/*']) app.use(path, headers);

  for (const [name, type] of Object.entries(assets)) {
    const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
    app.get(`/page/${name}`, (c) =>
      c.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }

  app.get('/', (c) => {
    const channels = channelsOf(world);
    const first = channels.find((channel) => channel.isGeneral) ?? channels[0];
    if (first) return c.redirect(`/c/${first.id}`);
    return c.text('This sandbox workspace is empty: no channel has been made yet.');
  });

  app.get('/c/:channel', (c) => {
    const channelId = c.req.param('channel');
    if (!isOpen(world, channelId))
      return c.html(nothingPage('There is no such channel here.'), 404);
    const before = c.req.query('before');
    return c.html(channelPage(world, { channelId, ...(before && { before }) }));
  });

  app.get('/c/:channel/t/:ts', (c) => {
    const { channel: channelId, ts: threadTs } = c.req.param();
    if (!isOpen(world, channelId) || !world.room(channelId).timeline.find(threadTs))
      return c.html(nothingPage('There is no such thread here.'), 404);
    return c.html(channelPage(world, { channelId, threadTs }));
  });

  // the form of Slack's permalinks: /archives/C…/p1710502200000100?thread_ts=…
  app.get('/archives/:channel/:message{p[0-9]{11,}}', (c) => {
    const { channel, message } = c.req.param();
    const digits = message.slice(1);
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const entry = isOpen(world, channel) ? world.room(channel).timeline.find(ts) : undefined;
    if (!entry) return c.html(nothingPage('There is no such message here.'), 404);
    const root = entry.threadTs ?? (c.req.query('thread_ts') === ts ? ts : undefined);
    return c.redirect(`/c/${channel}${root ? `/t/${root}` : ''}#${message}`);
  });

  app.get('/page/files/:id', (c) => {
    const file = world.files.get(c.req.param('id'))?.current;
    const bytes = world.bytes.get(c.req.param('id'));
    if (!file || !bytes) return c.html(nothingPage('There is no such file here.'), 404);
    const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': isPicture ? file.mimetype : 'application/octet-stream',
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  });

  app.get('/page/changes', (c) =>
    streamSSE(c, async (stream) => {
      const open = new AbortController();
      stream.onAbort(() => open.abort());
      const stop = world.onChange((change) => {
        if ('channelId' in change)
          void stream.writeSSE({ event: 'change', data: change.channelId }).catch(() => {});
      });
      while (!open.signal.aborted) {
        await stream.writeSSE({ event: 'alive', data: '' });
        await world.clock.sleep(heartbeat, open.signal).catch(() => {});
      }
      stop();
    }),
  );
  return app;
}

function isOpen(world: World, channelId: string): boolean {
  return channelsOf(world).some((channel) => channel.id === channelId);
}
