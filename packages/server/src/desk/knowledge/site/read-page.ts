import { createHash } from 'node:crypto';
import type { Context } from '../../../context.ts';
import type { OutboundAnswer } from '../../../outbound/outbound-fetch.ts';
import { charsetOfHtml, charsetOfType, decodeText } from '../documents/decode-text.ts';
import { type Block, visibleLength } from '../text/block.ts';
import { type HtmlPage, htmlPage } from '../text/html-page.ts';
import { plainBlocks } from '../text/plain-blocks.ts';
import { fetchPage, outboundReason, statusReason } from './fetch-page.ts';
import { canonicalUrl, isWithin, type SiteBounds } from './site-bounds.ts';

const mostBytes = 3 * 1024 * 1024;
const mostText = 200_000;
const leastText = 30;
const accept = 'text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8';

/** A page that says something, or why it doesn't. */
export type SitePage =
  | {
      kind: 'text';
      /** what its citation leads to */
      url: string;
      title: string | undefined;
      blocks: Block[];
      digest: Buffer;
      links: string[];
    }
  /** `gone`: it isn't there any more; what it taught is forgotten */
  | { kind: 'failed' | 'skipped' | 'gone'; reason: string; links: string[] }
  /** the start of a site that lives elsewhere */
  | { kind: 'moved'; to: string };

/** Reads one page. Throws only what isn't the page's fault. */
export async function readPage(
  ctx: Context,
  url: string,
  bounds: SiteBounds,
  signal: AbortSignal,
): Promise<SitePage> {
  let answer: OutboundAnswer;
  try {
    answer = await fetchPage(ctx, url, { mostBytes, accept, signal });
  } catch (error) {
    return { kind: 'failed', reason: outboundReason(error, signal), links: [] };
  }
  const { status, headers, body } = answer;
  if (status === 404 || status === 410)
    return { kind: 'gone', reason: statusReason(status), links: [] };
  if (status !== 200) return { kind: 'failed', reason: statusReason(status), links: [] };
  const from = canonicalUrl(answer.url);
  if (from === undefined || !isWithin(bounds, from)) {
    if (from !== undefined && url === bounds.start) return { kind: 'moved', to: from };
    return { kind: 'skipped', reason: 'It leads elsewhere.', links: [] };
  }
  const type = headers.get('content-type') ?? '';
  if (/^text\/(plain|markdown)/i.test(type)) {
    const blocks = plainBlocks(decodeText(body, charsetOfType(type)));
    return pageOf({ title: undefined, blocks, url: from, links: [] });
  }
  if (type !== '' && !/html/i.test(type))
    return { kind: 'skipped', reason: 'It is no page of text.', links: [] };
  const html = htmlPage(decodeText(body, charsetOfType(type) ?? charsetOfHtml(body)));
  const links = html.nofollow ? [] : linksOf(html, from, bounds);
  if (html.noindex || /\b(noindex|none)\b/i.test(headers.get('x-robots-tag') ?? ''))
    return { kind: 'skipped', reason: 'The page asks programs not to keep it (noindex).', links };
  const named = html.canonical && canonicalUrl(html.canonical, from);
  const sameOrigin = named && URL.parse(named)?.origin === bounds.origin;
  return pageOf({ ...html, url: sameOrigin ? named : from, links });
}

function linksOf(html: HtmlPage, from: string, bounds: SiteBounds): string[] {
  const base = html.base ? (URL.parse(html.base, from)?.href ?? from) : from;
  const links = html.links
    .map((link) => canonicalUrl(link, base))
    .filter((link) => link !== undefined)
    .filter((link) => isWithin(bounds, link));
  return [...new Set(links)];
}

function pageOf(page: {
  title: string | undefined;
  blocks: Block[];
  url: string;
  links: string[];
}): SitePage {
  const blocks = bounded(page.blocks);
  if (visibleLength(blocks) < leastText)
    return {
      kind: 'failed',
      reason: 'No text was found: it may be made by scripts. Upload its text as a document.',
      links: page.links,
    };
  const text = blocks.map((block) => block.text).join('\n');
  const digest = createHash('sha256').update(text).digest();
  return { kind: 'text', ...page, blocks, digest };
}

function bounded(blocks: Block[]): Block[] {
  let left = mostText;
  return blocks.filter(({ text }) => {
    left -= text.length;
    return left >= 0;
  });
}
