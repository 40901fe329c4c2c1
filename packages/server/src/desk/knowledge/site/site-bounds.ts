import { KnowledgeTrouble } from '../knowledge-trouble.ts';

export const notAPage =
  'The address is of a file, not of a page. Download it and upload it as a document.';

/** What belongs to a site: pages of one origin, at and below a path. */
export interface SiteBounds {
  start: string;
  origin: string;
  /** ends with a slash */
  below: string;
}

/** Of `https://x.example/docs/intro.html` all that lies in `/docs/`; of `/docs` itself and `/docs/…`. */
export function siteBounds(address: string): SiteBounds {
  const start = canonicalUrl(address);
  if (start === undefined) throw new KnowledgeTrouble(notAPage);
  const { origin, pathname } = new URL(start);
  const isFile = /\/[^/]*\.[a-z0-9]{1,5}$/i.test(pathname);
  const below = isFile
    ? pathname.slice(0, pathname.lastIndexOf('/') + 1)
    : pathname.replace(/\/*$/, '/');
  return { start, origin, below };
}

export function isWithin({ start, origin, below }: SiteBounds, url: string): boolean {
  if (url === start) return true;
  const { origin: there, pathname } = new URL(url);
  return there === origin && (pathname.startsWith(below) || `${pathname}/` === below);
}

const longest = 1_500;
const mostParameters = 8;
/** Say where a visitor came from, not what they see. */
const tracking = /^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|ref|_ga|yclid)$/i;
/** Nothing to read behind these. */
const notPages =
  /\.(avif|bmp|css|csv|dmg|docx?|eot|epub|exe|gif|gz|ico|iso|jpe?g|js|json|map|mov|mp[34]|mpe?g|ogg|otf|pdf|png|pptx?|rar|rss|svg|tar|tgz|tiff?|ttf|wasm|wav|webm|webmanifest|webp|woff2?|xlsx?|xml|zip|7z)$/i;

/**
 * One address per page, without fragment and tracking, resolved against the page that names it;
 * undefined where there is no page of HTTP.
 */
export function canonicalUrl(raw: string, base?: string): string | undefined {
  const url = URL.parse(raw.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()])
    if (tracking.test(name)) url.searchParams.delete(name);
  if ([...url.searchParams.keys()].length > mostParameters) return undefined;
  if (notPages.test(url.pathname) || url.href.length > longest) return undefined;
  // the same path again and again: a link that was meant to be absolute, in a loop
  if (/(\/[^/]+)\1{3,}/.test(url.pathname)) return undefined;
  return url.href.replace(/\?$/, '');
}
