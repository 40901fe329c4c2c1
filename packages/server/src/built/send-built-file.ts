import type { Context as HonoContext } from 'hono';
import type { BuiltFile } from './read-built-file.ts';

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
};

/** For names that hold a hash of the content. */
export const forever = 'public, max-age=31536000, immutable';

/** A built file as the answer, or 304 where the browser has it already. */
export function sendBuiltFile(
  c: HonoContext,
  file: BuiltFile,
  name: string,
  cache: string,
): Response {
  c.header('Cache-Control', cache);
  c.header('ETag', file.etag);
  c.header('Vary', 'Accept-Encoding');
  c.header('X-Content-Type-Options', 'nosniff');
  const known = c.req.header('if-none-match')?.split(',') ?? [];
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === file.etag)) return c.body(null, 304);
  c.header(
    'Content-Type',
    types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
  );
  if (file.encoding !== 'identity') c.header('Content-Encoding', file.encoding);
  return c.body(file.bytes);
}
