import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../../context.ts';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import type { Given } from '../store/knowledge-row.ts';
import { forgetPieces } from '../teach/forget-pieces.ts';
import type { Run } from '../teach/run.ts';
import { safePieces } from '../teach/safe-pieces.ts';
import { settle } from '../teach/settle.ts';
import { teachPieces } from '../teach/teach-pieces.ts';
import { adoptBase, isSameSite } from './adopt-base.ts';
import { crawlSentence } from './crawl-sentence.ts';
import {
  addPages,
  countPages,
  dropOldPages,
  type FoundPage,
  finishPage,
  isKnownText,
  nextPage,
  type PageResult,
  strayPieces,
} from './page-store.ts';
import { readPage, type SitePage } from './read-page.ts';
import { type Robots, readRobots } from './read-robots.ts';
import { readSitemaps } from './read-sitemaps.ts';
import { canonicalUrl, isWithin, type SiteBounds, siteBounds } from './site-bounds.ts';

/** Between two requests to a site, unless it asks for more. */
const usualPauseMs = 250;
/** Links that lead nowhere, doubles and files count too, so there are more of them than pages. */
const perPage = 4;
/** Pages that the start leads to come first; others that a sitemap names after them. */
const sitemapDepth = 2;

type Site = Extract<Given, { kind: 'site' }>;

interface Crawl {
  ctx: Context;
  run: Run;
  given: Site;
  signal: AbortSignal;
  bounds: SiteBounds;
  robots: Robots;
  /** rows of pages, at most */
  most: number;
}

/**
 * Reads a site page by page, nearest to its start first, politely and as its robots.txt allows. What
 * is found and done stands in rows: cut off anywhere, the next process goes on. At the end, what is
 * no longer there is forgotten.
 */
export async function crawlSite(
  ctx: Context,
  run: Run,
  given: Site,
  signal: AbortSignal,
  pauseMs = usualPauseMs,
): Promise<void> {
  let crawl = await enter(ctx, run, given, signal, siteBounds(given.base ?? given.url));
  for (let page = await nextPage(ctx.pool, run); page; page = await nextPage(ctx.pool, run)) {
    signal.throwIfAborted();
    if ((await countPages(ctx.pool, run)).done >= given.pages) break;
    const read = await look(crawl, page);
    if (read.kind === 'moved') {
      if (!isSameSite(page.url, read.to)) throw movedAway(read.to);
      crawl = await enter(ctx, run, given, signal, await adoptBase(ctx, run, given, read.to));
      await finishPage(ctx, run, page, { ...skipped, reason: 'It leads elsewhere.' }, crawl.most);
    } else await finishPage(ctx, run, page, await learnPage(crawl, page, read), crawl.most);
    await pause(Math.max(pauseMs, crawl.robots.delayMs), undefined, { signal });
  }
  const strays = await strayPieces(ctx.pool, run);
  await forgetPieces(ctx, run, strays, 'The page is no longer there.', signal);
  await dropOldPages(ctx, run);
  const counts = await countPages(ctx.pool, run);
  const { state, sentence } = await crawlSentence(ctx.pool, run, given, counts);
  await settle(ctx, run, state, sentence);
}

/** What a site allows, its start, and what its sitemaps name: noted once, however often it is begun. */
async function enter(
  ctx: Context,
  run: Run,
  given: Site,
  signal: AbortSignal,
  bounds: SiteBounds,
): Promise<Crawl> {
  const robots = await readRobots(ctx, bounds.origin, signal);
  const most = given.pages * perPage + 20;
  await addPages(ctx.pool, run, { urls: [bounds.start], depth: 0, most });
  const named = await readSitemaps(ctx, { origin: bounds.origin, named: robots.sitemaps }, signal);
  const urls = named
    .map((url) => canonicalUrl(url))
    .filter((url) => url !== undefined)
    .filter((url) => isWithin(bounds, url));
  // a long sitemap leaves room for what the pages themselves lead to
  await addPages(ctx.pool, run, { urls, depth: sitemapDepth, most: Math.ceil(most / 2) });
  return { ctx, run, given, signal, bounds, robots, most };
}

async function look({ ctx, bounds, robots, signal }: Crawl, { url }: FoundPage): Promise<SitePage> {
  if (robots.allows(url)) return readPage(ctx, url, bounds, signal);
  return { kind: 'skipped', reason: 'Its robots.txt keeps programs out.', links: [] };
}

const skipped = { state: 'skipped', reason: null, digest: null, links: [] } satisfies PageResult;

/** Teaches what a page says. Its row follows, as a kill may come between: then it is read again. */
async function learnPage(
  { ctx, run, signal }: Crawl,
  { url: part }: FoundPage,
  read: Exclude<SitePage, { kind: 'moved' }>,
): Promise<PageResult> {
  const { links } = read;
  if (read.kind === 'skipped') return { ...skipped, reason: read.reason, links };
  if (read.kind !== 'text') {
    // what is out of reach today keeps what it taught; what is gone doesn't
    if (read.kind === 'gone') await teachPieces(ctx, run, { part, title: part }, [], signal);
    return { state: 'failed', reason: read.reason, digest: null, links };
  }
  const { digest, blocks, url, title = run.title } = read;
  if (await isKnownText(ctx.pool, run, part, digest))
    return { ...skipped, reason: 'Another page says the same.', links };
  const { pieces } = safePieces(title, blocks);
  await teachPieces(ctx, run, { part, title, url }, pieces, signal);
  return { state: 'done', reason: null, digest, links };
}

const movedAway = (to: string) =>
  new KnowledgeTrouble(
    `The address leads to another site, ${new URL(to).host}. If that is the one you mean, add its address instead.`,
  );
