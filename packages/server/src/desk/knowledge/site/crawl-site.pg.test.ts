import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type KnowledgeWorld, knowledgeWorld } from '../testing/knowledge-world.ts';
import { page, startTestSite, type TestSite } from '../testing/test-site.ts';

let world: KnowledgeWorld;
let site: TestSite;
beforeAll(async () => {
  world = await knowledgeWorld();
});
afterAll(() => world.close());
afterEach(() => site.close());

const long = (about: string) => `Everything about ${about} that anybody could ever want to know.`;
const add = (path: string, pages = 50) => world.add({ kind: 'site', url: site.url + path, pages });

test('[DSK-1] a site is read below its address, with its sitemap, as robots.txt allows', async () => {
  site = await startTestSite({
    '/robots.txt': 'User-agent: *\nDisallow: /docs/secret\nSitemap: /sitemap.xml\n',
    '/docs/': page('Docs', long('ropes'), ['/docs/knots#eight', '/blog/', 'secret', 'logo.png']),
    '/docs/knots': page('Knots', long('knots'), ['/docs/?utm_source=mail', 'mailto:a@b.example']),
    '/docs/secret': page('Secret', long('secrets')),
    '/docs/hidden': page('Hidden', long('what only the sitemap names')),
    '/blog/': page('Blog', long('news')),
  });
  site.pages['/robots.txt'] = `User-agent: *\nDisallow: /docs/secret\nSitemap: ${site.url}/map.xml`;
  site.pages['/map.xml'] =
    `<urlset><url><loc>${site.url}/docs/hidden</loc></url><url><loc>${site.url}/blog/</loc></url><url><loc>http://other.example/docs/x</loc></url></urlset>`;
  const { id } = await add('/docs/');
  expect(await world.work(id)).toMatchObject({
    state: 'ready',
    sentence: null,
    pieces: 3,
    pages: { done: 3, found: 3, failed: [] },
  });
  expect(await world.taught(id)).toEqual([
    `Docs\n${long('ropes')}`,
    `Hidden\n${long('what only the sitemap names')}`,
    `Knots\n${long('knots')}`,
  ]);
  expect([...site.asked.keys()].sort()).toEqual([
    ...['/docs/', '/docs/hidden', '/docs/knots', '/map.xml', '/robots.txt'],
  ]);
  const { rows } = await world.server.pool.query<{ labels: string[] }>(
    `select labels from event where 'title:Knots' = any(labels)`,
  );
  expect(rows[0]?.labels).toContain(`url:${site.url}/docs/knots`);
});

test('[DSK-1] read again: what changed is taught, what is gone is forgotten, the rest stands', async () => {
  site = await startTestSite({
    '/': page('Start', long('the start'), ['/a', '/b', '/c']),
    '/a': page('A', long('apples')),
    '/b': page('B', long('bread')),
    '/c': page('C', long('cheese')),
  });
  const { id } = await add('/');
  await world.work(id);
  const { rows: before } = await world.server.pool.query('select event_id from knowledge_piece');
  site.pages['/'] = page('Start', long('the start'), ['/a', '/b', '/c', '/d']);
  site.pages['/a'] = page('A', long('apricots'));
  site.pages['/d'] = page('D', long('dates'));
  delete site.pages['/b'];
  // out of reach today, and so kept
  site.pages['/c'] = (_, response) => response.writeHead(503).end();
  await world.ask('POST', `/v1/agents/${world.agent}/knowledge/${id}/refresh`, {});
  expect(await world.work(id)).toMatchObject({
    state: 'partial',
    pages: {
      done: 3,
      failed: [
        { url: `${site.url}/b`, reason: 'The page isn’t there (404).' },
        { url: `${site.url}/c`, reason: expect.stringContaining('503') },
      ],
    },
  });
  expect(await world.taught(id)).toEqual([
    ...[`A\n${long('apricots')}`, `C\n${long('cheese')}`],
    ...[`D\n${long('dates')}`, `Start\n${long('the start')}`],
  ]);
  const { rows: after } = await world.server.pool.query('select event_id from knowledge_piece');
  const kept = after.filter(({ event_id }) => before.some((row) => row.event_id === event_id));
  // start and cheese
  expect(kept.length).toBeGreaterThanOrEqual(2);
});

test('[DSK-1] a site that is out of reach today keeps what it taught', async () => {
  site = await startTestSite({ '/': page('Start', long('the start')) });
  const { id } = await add('/');
  await world.work(id);
  site.pages['/'] = (_, response) => response.writeHead(500).end();
  await world.ask('POST', `/v1/agents/${world.agent}/knowledge/${id}/refresh`, {});
  expect(await world.work(id)).toMatchObject({
    ...{ state: 'partial', pieces: 1 },
    sentence:
      'The site has trouble of its own (500). Read it again later. What it taught before stays.',
  });
});

test('[DSK-1] cut off at any page, it is gone on with: each page once, nothing twice', async () => {
  const paths = Array.from({ length: 8 }, (_, index) => `/p${index}`);
  site = await startTestSite({
    '/': page('Start', long('the start'), paths),
    ...Object.fromEntries(paths.map((path) => [path, page(path, long(`page ${path}`))])),
  });
  const { id } = await add('/');
  const stop = new AbortController();
  site.pages['/p3'] = (_, response) => {
    stop.abort(new Error('the server stops'));
    response.writeHead(200, { 'content-type': 'text/html' }).end(page('/p3', long('page /p3')));
  };
  await expect(world.work(id, { signal: stop.signal })).rejects.toThrow();
  expect(await world.read(id)).toMatchObject({ state: 'learning', pages: { done: 4 } });
  site.pages['/p3'] = page('/p3', long('page /p3'));
  expect(await world.work(id)).toMatchObject({ state: 'ready', pieces: 9 });
  expect(await world.taught(id)).toHaveLength(9);
  expect(paths.map((path) => site.asked.get(path))).toEqual([1, 1, 1, 2, 1, 1, 1, 1]);
});

test('[DSK-1] a process that dies between what a page teaches and its row teaches nothing twice', async () => {
  site = await startTestSite({ '/': page('Start', long('the start')) });
  const { id } = await add('/');
  const { indexer } = world.server.ctx;
  const dying = {
    ...indexer,
    waitFor: async () => {
      throw new Error('killed');
    },
  };
  await expect(world.work(id, { ctx: { indexer: dying } })).rejects.toThrow('killed');
  expect(await world.read(id)).toMatchObject({ pieces: 1, pages: { done: 0 } });
  expect(await world.work(id)).toMatchObject({ state: 'ready', pieces: 1 });
  expect(await world.taught(id)).toHaveLength(1);
});

test('[DSK-1] ten thousand links, loops and doubles end at the bound', async () => {
  const links = Array.from({ length: 10_000 }, (_, index) => `/page/${index}`);
  const endless = Object.fromEntries(
    links
      .slice(0, 60)
      .map((path, index) => [path, page(`P${index}`, long(`page ${index}`), links)]),
  );
  site = await startTestSite({
    '/': page('Start', long('the start'), ['/same', '/same?x=1', ...links]),
    '/same': page('Start', long('the start')),
    '/same?x=1': page('Start', long('the start')),
    ...endless,
  });
  const { id } = await add('/', 5);
  const view = await world.work(id);
  expect(view).toMatchObject({ state: 'ready', pieces: 5, pages: { done: 5 } });
  expect(view.sentence).toContain('The first 5 pages were read');
  // robots, sitemap, 5 pages, and the doubles
  expect([...site.asked.values()].reduce((sum, times) => sum + times)).toBeLessThan(12);
  const { rows } = await world.server.pool.query(
    `select from knowledge_page g join knowledge k on k.id = g.knowledge and k.given ->> 'url' = $1`,
    [`${site.url}/`],
  );
  expect(rows.length).toBeLessThanOrEqual(40);
});

test('[DSK-1] what the start leads to comes before what only a long sitemap names', async () => {
  const named = Array.from({ length: 300 }, (_, index) => `/old/${index}`);
  site = await startTestSite({
    '/': page('Start', long('the start'), ['/help', '/prices']),
    '/help': page('Help', long('help')),
    '/prices': page('Prices', long('prices')),
    ...Object.fromEntries(named.map((path) => [path, page(path, long(path))])),
  });
  const locations = [...named, '/help'].map((path) => `<url><loc>${site.url}${path}</loc></url>`);
  site.pages['/sitemap.xml'] = `<urlset>${locations.join('')}</urlset>`;
  const { id } = await add('/', 3);
  expect(await world.work(id)).toMatchObject({ state: 'ready', pages: { done: 3 } });
  expect((await world.taught(id)).map((text) => text.split('\n')[0])).toEqual([
    ...['Help', 'Prices', 'Start'],
  ]);
});

test('[DSK-1] an address that moved within its site is followed, to another one is not', async () => {
  const other = await startTestSite({ '/': page('Other', long('others')) });
  site = await startTestSite({
    '/': (_, response) => response.writeHead(301, { location: '/shop/' }).end(),
    '/help/': (_, response) => response.writeHead(301, { location: '/shop/' }).end(),
    '/away/': (_, response) =>
      response.writeHead(302, { location: other.url.replace('127.0.0.1', 'localhost') }).end(),
    '/shop/': page('Shop', long('the shop'), ['/shop/ropes', '/blog']),
    '/shop/ropes': page('Ropes', long('ropes')),
  });
  const moved = await add('/help/');
  expect(await world.work(moved.id)).toMatchObject({ state: 'ready', pieces: 2 });
  const away = await add('/away/');
  expect(await world.work(away.id)).toMatchObject({
    ...{ state: 'failed', pieces: 0 },
    sentence: expect.stringContaining('leads to another site, localhost'),
  });
  await other.close();
});

test('[SEC-3] a redirect into a private network is not followed, and says so', async () => {
  site = await startTestSite({
    '/': page('Start', long('the start'), ['/meta', '/away', '/moved']),
    '/meta': (_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
    '/away': (_, response) => response.writeHead(302, { location: '/elsewhere/' }).end(),
    '/moved': (_, response) => response.writeHead(301, { location: '/' }).end(),
    '/elsewhere/': page('Elsewhere', long('elsewhere')),
  });
  const { id } = await add('/');
  // this one machine is allowed, as if it were the site's own; others are not
  const strict = { config: { ...world.server.ctx.config, localTargets: [site.url] } };
  const view = await world.work(id, { ctx: strict });
  expect(view.pages?.failed.map(({ url }) => url)).toEqual([`${site.url}/meta`]);
  expect(view).toMatchObject({ state: 'partial', pieces: 2 });
});

test.each([
  ['nothing listens there', undefined, /reach|refus|connect/i],
  ['only scripts', '<div id=root></div><script>render()</script>', /made by scripts/],
  ['noindex', `<meta name=robots content=noindex><p>${long('x')}</p>`, /noindex/],
])('[DSK-1] a site that can’t be taught says why: %s', async (_, html, sentence) => {
  site = await startTestSite(html === undefined ? {} : { '/': html });
  const { id } = await add('/');
  if (html === undefined) await site.close();
  const view = await world.work(id);
  expect(view).toMatchObject({
    state: 'failed',
    pieces: 0,
    sentence: expect.stringMatching(sentence),
  });
});

test('[DSK-1] charsets, whatever they claim, and no words of scripts and menus', async () => {
  const html = page('Käse', 'Der Käse kostet fünf Euro, auch im Süden, und das seit Jahren.');
  site = await startTestSite({
    '/': (_, response) => {
      const hostile = html.replace(
        '<main>',
        '<script>steal()</script><style>p{}</style><div hidden>unseen words</div><main>',
      );
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(Buffer.from(hostile, 'latin1'));
    },
  });
  const { id } = await add('/');
  await world.work(id);
  expect(await world.taught(id)).toEqual([
    'Käse\nDer Käse kostet fünf Euro, auch im Süden, und das seit Jahren.',
  ]);
});

test('[DSK-1] removed while it is read: nothing is left', async () => {
  const stop = Promise.withResolvers<void>();
  site = await startTestSite({
    '/': page('Start', long('the start'), ['/a']),
    '/a': async (_, response) => {
      await world.ask('DELETE', `/v1/agents/${world.agent}/knowledge/${id}`);
      stop.resolve();
      response.writeHead(200, { 'content-type': 'text/html' }).end(page('A', long('apples')));
    },
  });
  const { id } = await add('/');
  expect(await world.work(id)).toMatchObject({ state: 'removing', pieces: 1 });
  await stop.promise;
  await expect(world.work(id)).rejects.toThrow('404');
  expect(await world.taught(id)).toEqual([]);
});
