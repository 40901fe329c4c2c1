import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import type { Context } from '../../../context.ts';
import { decodeText } from '../documents/decode-text.ts';
import { fetchPage, outboundReason } from './fetch-page.ts';

const mostMaps = 10;
const mostPages = 5_000;
const mostBytes = 5 * 1024 * 1024;
const mostUnpacked = 20 * 1024 * 1024;

/** Addresses that a site's sitemaps name, of its own origin's maps alone; trouble is no trouble. */
export async function readSitemaps(
  ctx: Context,
  { origin, named }: { origin: string; named: string[] },
  signal: AbortSignal,
): Promise<string[]> {
  const maps = new Set(named.length > 0 ? named : [`${origin}/sitemap.xml`]);
  const pages = new Set<string>();
  for (const map of maps) {
    if (pages.size >= mostPages) break;
    if (URL.parse(map)?.origin !== origin) continue;
    const found = await readSitemap(ctx, map, signal);
    for (const url of found.maps) if (maps.size < mostMaps) maps.add(url);
    for (const url of found.pages) if (pages.size < mostPages) pages.add(url);
  }
  return [...pages];
}

async function readSitemap(
  ctx: Context,
  url: string,
  signal: AbortSignal,
): Promise<{ pages: string[]; maps: string[] }> {
  try {
    const accept = 'application/xml, text/xml, text/plain';
    const { status, body } = await fetchPage(ctx, url, { mostBytes, accept, signal });
    if (status !== 200) return { pages: [], maps: [] };
    const isPacked = body[0] === 0x1f && body[1] === 0x8b;
    const bytes = isPacked ? gunzipSync(body, { maxOutputLength: mostUnpacked }) : body;
    return locations(decodeText(bytes));
  } catch (error) {
    if (!(error instanceof RangeError || isPackingError(error))) outboundReason(error, signal);
    return { pages: [], maps: [] };
  }
}

const isPackingError = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** `<loc>` of pages and of further maps. Pure. */
export function locations(xml: string): { pages: string[]; maps: string[] } {
  const found = { pages: [] as string[], maps: [] as string[] };
  let into: string[] = found.pages;
  let text: string | undefined;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'sitemap') into = found.maps;
        if (name === 'url') into = found.pages;
        text = name === 'loc' ? '' : text;
      },
      ontext(data) {
        if (text !== undefined) text += data;
      },
      onclosetag(name) {
        if (name !== 'loc' || text === undefined) return;
        if (into.length < mostPages) into.push(text.trim());
        text = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}
