import { OutboundError } from './outbound-error.ts';

export interface Hop {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

const redirects = new Set([301, 302, 303, 307, 308]);
/** What another origin may know of the request. */
const harmless = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

export function isRedirect(status: number): boolean {
  return redirects.has(status);
}

/** What a redirect asks for, by the rules of `fetch`; `url` is checked already. */
export function nextRequest(last: Hop, status: number, url: URL): Hop {
  const forgetsBody =
    (status === 303 && last.method !== 'GET' && last.method !== 'HEAD') ||
    ((status === 301 || status === 302) && last.method === 'POST');
  const method = forgetsBody ? 'GET' : last.method;
  const body = forgetsBody ? undefined : last.body;
  if (body !== undefined && last.url.protocol === 'https:' && url.protocol === 'http:')
    throw new OutboundError(
      'refused_url',
      `${last.url.hostname} wants the data sent on without encryption. Enter the final address.`,
    );
  const isSameOrigin = url.origin === last.url.origin;
  const headers = Object.fromEntries(
    Object.entries(last.headers).filter(
      ([name]) =>
        (isSameOrigin || harmless.has(name)) && !(forgetsBody && name.startsWith('content-')),
    ),
  );
  return { url, method, headers, body };
}
