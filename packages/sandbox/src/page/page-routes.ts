import { readFileSync } from 'node:fs';
import { type Context, Hono, type Next } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { actRoutes } from './act/act-routes.ts';
import { isOwnHost } from './act/same-origin.ts';
import { appPage } from './app-page.ts';
import { Bell, streamChanges } from './changes.ts';
import { channelsOf, openChannel } from './channel-nav.ts';
import { type ChannelPage, channelPage } from './channel-page.ts';
import { channelsPage } from './channels-page.ts';
import { face } from './face.ts';
import { homePage } from './home-page.ts';
import { nothingPage } from './nothing-page.ts';
import type { PageDesk } from './page-desk.ts';
import { visitorOf } from './visitor.ts';

const javascript = 'text/javascript; charset=utf-8';
const css = 'text/css; charset=utf-8';
const assets = {
  'sandbox.css': css,
  'talk.css': css,
  'settings.css': css,
  'cards.css': css,
  'modal.js': javascript,
  'sandbox.js': javascript,
  'drafts.js': javascript,
  'renew.js': javascript,
  'forms.js': javascript,
  'keys.js': javascript,
} as const;

/** The workspace as pages (SBX-4): seen and changed by any of its people, complete without script. */
export function pageRoutes(desk: PageDesk): Hono {
  const app = new Hono();
  const { world } = desk;
  const bell = new Bell();
  const headers = (c: Context, next: Next) =>
    secureHeaders({
      // a form's Origin is what proves where it came from: only strangers get no referrer
      referrerPolicy: 'same-origin',
      // who may hold it is said by the policy
      xFrameOptions: desk.framedBy.length === 0,
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: desk.framedBy.length === 0 ? ["'none'"] : [...desk.framedBy],
      },
    })(c, next);
  for (const path of ['/', '/c/*', '/channels', '/app', '/home', '/archives/*', '/page/*'])
    app.use(path, headers);

  for (const [name, type] of Object.entries(assets)) {
    const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
    app.get(`/page/${name}`, (c) =>
      c.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }

  app.get('/', (c) => {
    const channels = channelsOf(world);
    const first = channels.find((channel) => channel.isGeneral) ?? channels[0];
    return c.redirect(first ? `/c/${first.id}` : '/channels');
  });

  app.get('/channels', (c) =>
    c.html(channelsPage(desk, visitorOf(c, desk), c.req.query('q') ?? '')),
  );

  app.get('/app', (c) => {
    if (!isOwnHost(c.req.raw, desk.url))
      return c.html(nothingPage('The app’s settings are shown at the sandbox’s own address.'), 403);
    return c.html(appPage(desk, visitorOf(c, desk)));
  });

  app.get('/home', (c) => {
    const me = visitorOf(c, desk);
    // a page that renews itself opens nothing
    if (me && isReload(c)) desk.interactivity.openHome(me.id);
    return c.html(homePage(desk, me));
  });

  app.get('/c/:channel/:beside{settings}?', (c) => {
    const channel = openChannel(world, c.req.param('channel'));
    if (!channel) return c.html(nothingPage('There is no such channel here.'), 404);
    const beside = c.req.param('beside') ? ({ beside: 'settings' } as const) : {};
    return c.html(
      channelPage(desk, {
        channel,
        me: visitorOf(c, desk),
        isReload: isReload(c),
        ...beside,
        ...asked(c.req.query()),
      }),
    );
  });

  app.get('/c/:channel/t/:ts', (c) => {
    const channel = openChannel(world, c.req.param('channel'));
    const threadTs = c.req.param('ts');
    if (!channel || !world.room(channel.id).timeline.find(threadTs))
      return c.html(nothingPage('There is no such thread here.'), 404);
    const me = visitorOf(c, desk);
    return c.html(
      channelPage(desk, {
        channel,
        me,
        isReload: isReload(c),
        beside: { threadTs },
        ...asked(c.req.query()),
      }),
    );
  });

  // the form of Slack's permalinks: /archives/C…/p1710502200000100?thread_ts=…
  app.get('/archives/:channel/:message{p[0-9]{11,}}', (c) => {
    const { channel, message } = c.req.param();
    const digits = message.slice(1);
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const entry = openChannel(world, channel) && world.room(channel).timeline.find(ts);
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

  app.get('/page/faces/:id', (c) => {
    const id = c.req.param('id');
    if (!world.users.has(id)) return c.html(nothingPage('There is nobody with that id here.'), 404);
    return c.body(new Uint8Array(face(id)), 200, {
      'content-type': 'image/png',
      'cache-control': 'max-age=3600',
    });
  });

  app.get('/page/changes', (c) => streamChanges(c, desk, bell));
  app.route(
    '/',
    actRoutes(desk, () => bell.ring()),
  );
  return app;
}

/** A page that a person loads: its script, which renews it, says for whom. */
const isReload = (c: Context): boolean => c.req.header('x-sandbox-person') === undefined;

/** What the query of a channel's page asks for. */
function asked(query: Record<string, string>): Pick<ChannelPage, 'before' | 'editing'> {
  return {
    ...(query.before ? { before: query.before } : {}),
    ...(query.edit ? { editing: query.edit } : {}),
  };
}
