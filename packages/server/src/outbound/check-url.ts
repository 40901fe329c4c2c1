import { isIP } from 'node:net';
import { OutboundError } from './outbound-error.ts';

/** Services that read what looks like their protocol into a request; browsers refuse most of them. */
const otherServices = new Set([
  1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666,
  6667, 6668, 6669, 6679, 6697, 10080, 11211, 27017,
]);

/**
 * An address that we would ask: http or https, a host as people write it, no credentials, a port of
 * the web (80, 443, or above 1023 and of no other known service). Throws an `OutboundError`.
 * `base`: what a redirect's address is relative to. `anyPort`: for what the environment names.
 */
export function checkUrl(
  raw: string,
  { base, anyPort = false }: { base?: URL; anyPort?: boolean } = {},
): URL {
  const refuse = (message: string) => new OutboundError('refused_url', message);
  if (/[\s\p{Cc}]/u.test(raw)) throw refuse('The address holds spaces or control characters.');
  const url = URL.parse(raw, base?.href);
  if (!url) throw refuse('The address is no URL such as https://example.com/path.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse('The address must begin with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw refuse('The address must not hold a user or password. Use a header instead.');
  if (url.hostname.endsWith('.')) throw refuse('The host must not end with a dot.');
  // 2130706433, 0x7f.1 and 0177.0.0.1 are read as 127.0.0.1
  const written = writtenHost(raw) ?? (url.origin === base?.origin ? url.hostname : undefined);
  if (isIP(url.hostname) === 4 && written !== url.hostname)
    throw refuse('An IP address must be written as four decimal numbers.');
  if (!anyPort) checkPort(url, refuse);
  return url;
}

/** The host as it stands in the text, before anything is read into it. */
function writtenHost(raw: string): string | undefined {
  const authority = /^(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}([^\\/?#]*)/i.exec(raw)?.[1];
  return authority?.replace(/:\d*$/, '');
}

function checkPort(url: URL, refuse: (message: string) => OutboundError): void {
  if (url.port === '' || url.port === '80' || url.port === '443') return;
  const port = Number(url.port);
  if (port < 1024 || otherServices.has(port))
    throw refuse(`Port ${port} is none of a web server. Use 80, 443 or one above 1023.`);
}
