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
import { isWithin, type SiteBounds, siteBounds } from './site-bounds.ts';

/** Between two requests to a site, unless it asks for more. */
const usualPauseMs = 250;
/** Links that lead nowhere, doubles and files count too, so there are more of them than pages. */
const perPage = 4;

interface Crawl {
  ctx: Context;
  run: Run;
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
  given: Extract<Given, { kind: 'site' }>,
  signal: AbortSignal,
  pauseMs = usualPauseMs,
): Promise<void> {
  let bounds = siteBounds(given.base ?? given.url);
  let robots = await readRobots(ctx, bounds.origin, signal);
  const most = given.pages * perPage + 20;
  await addPages(ctx.pool, run, { urls: [bounds.start], depth: 0, most });
  let sitemapsRead = false;
  for (let page = await nextPage(ctx.pool, run); page; page = await nextPage(ctx.pool, run)) {
    signal.throwIfAborted();
    if (page.depth > 0 && !sitemapsRead) {
      await addSitemaps({ ctx, run, signal, bounds, robots, most });
      sitemapsRead = true;
    }
    const { done } = await countPages(ctx.pool, run);
    if (done >= given.pages) break;
    const read: SitePage = robots.allows(page.url)
      ? await readPage(ctx, page.url, bounds, signal)
      : { kind: 'skipped', reason: 'Its robots.txt keeps programs out.', links: [] };
    if (read.kind === 'moved') {
      if (!isSameSite(page.url, read.to)) throw movedAway(read.to);
      bounds = await adoptBase(ctx, run, given, read.to);
      robots = await readRobots(ctx, bounds.origin, signal);
      await addPages(ctx.pool, run, { urls: [bounds.start], depth: 0, most });
      await finishPage(ctx, run, page, { ...skipped, reason: 'It leads elsewhere.' }, most);
    } else await finish({ ctx, run, signal, bounds, robots, most }, page, read);
    if (page.depth === 0 && !sitemapsRead) {
      await addSitemaps({ ctx, run, signal, bounds, robots, most });
      sitemapsRead = true;
    }
    await pause(Math.max(pauseMs, robots.delayMs), undefined, { signal });
  }
  await forgetPieces(
    ctx,
    run,
    await strayPieces(ctx.pool, run),
    'The page is no longer there.',
    signal,
  );
  await dropOldPages(ctx, run);
  const { state, sentence } = await crawlSentence(
    ctx.pool,
    run,
    given,
    await countPages(ctx.pool, run),
  );
  await settle(ctx, run, state, sentence);
}

const skipped = { state: 'skipped', reason: null, digest: null, links: [] } satisfies PageResult;

async function addSitemaps({ ctx, run, signal, bounds, robots, most }: Crawl): Promise<void> {
  const named = await readSitemaps(ctx, { origin: bounds.origin, named: robots.sitemaps }, signal);
  const urls = named.filter((url) => URL.canParse(url) && isWithin(bounds, url));
  await addPages(ctx.pool, run, { urls, depth: 1, most });
}

/** Teaches what a page says, then notes that it is done: in this order, as a kill may come between. */
async function finish(crawl: Crawl, page: FoundPage, read: Exclude<SitePage, { kind: 'moved' }>) {
  const { ctx, run, signal, most } = crawl;
  if (read.kind !== 'text') {
    const state = read.kind === 'skipped' ? 'skipped' : 'failed';
    // what is out of reach today keeps what it taught; what is gone doesn't
    if (read.kind === 'gone') await teachPieces(ctx, run, sourceOf(page), [], signal);
    return finishPage(
      ctx,
      run,
      page,
      { state, reason: read.reason, digest: null, links: read.links },
      most,
    );
  }
  const { digest, links, blocks, url } = read;
  if (await isKnownText(ctx.pool, run, page.url, digest))
    return finishPage(
      ctx,
      run,
      page,
      { ...skipped, reason: 'Another page says the same.', links },
      most,
    );
  const title = read.title ?? run.title;
  const { pieces } = safePieces(title, blocks);
  await teachPieces(ctx, run, { part: page.url, title, url }, pieces, signal);
  await finishPage(ctx, run, page, { state: 'done', reason: null, digest, links }, most);
}

const sourceOf = (page: FoundPage) => ({ part: page.url, title: page.url, url: page.url });

const movedAway = (to: string) =>
  new KnowledgeTrouble(
    `The address leads to another site, ${new URL(to).host}. If that is the one you mean, add its address instead.`,
  );
