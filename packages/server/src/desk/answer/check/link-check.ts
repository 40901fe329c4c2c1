/** Hosts and e-mail addresses that an answer may lead to, all in lower case. */
export interface Allowed {
  hosts: ReadonlySet<string>;
  mails: ReadonlySet<string>;
}

const endings =
  'com|net|org|info|biz|io|co|app|dev|shop|store|site|online|xyz|top|club|ru|cn|de|es|jp|uk|us|eu|ch|at|fr|it|nl|pl|me|ai|example|test|invalid';
const bareHost = `(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+(?:${endings})`;
const trailing = /[.,;:!?)\]}'"”’»>*_]+$/;
/** Anything with a scheme, `//host`, `www.…`, and names that end like a host. */
const address = new RegExp(
  `[a-z][a-z0-9+.-]{1,20}:(?:\\/\\/|(?=\\S*[@/.]))[^\\s<>"'“”]+|(?:(?:javascript|data|vbscript|mailto|tel|sms|file|blob):[^\\s<>"'“”]+)|\\/\\/[^\\s<>"'“”]+|www\\.[^\\s<>"'“”]+|[\\p{L}\\p{N}._%+-]{1,64}@${bareHost}|${bareHost}(?![\\p{L}\\p{N}-])(?:[:/?#][^\\s<>"'“”]*)?`,
  'giu',
);
const markdownLink =
  /(!?)\[([^\]\n]{0,500})\]\(\s*<?([^)\s>]{0,2000})>?(?:\s+["'(][^)\n]{0,200})?\s*\)/g;

/** What texts lead to: the answer may lead there too. */
export function addressesIn(texts: readonly string[]): Allowed {
  const hosts = new Set<string>();
  const mails = new Set<string>();
  for (const text of texts)
    for (const [found] of text.matchAll(address)) {
      const mail = mailOf(found);
      const host = hostOf(found);
      if (mail !== undefined) mails.add(mail);
      else if (host !== undefined) hosts.add(host);
    }
  return { hosts, mails };
}

/**
 * The text with every link that leads elsewhere taken out; `instead` stands in its place where
 * nothing else does. Only http, https and mailto pass. Pictures are never shown: to fetch one tells
 * somebody. Markup is taken out as well: what visitors see is text.
 */
export function checkLinks(text: string, allowed: Allowed, instead: string): string {
  const plain = text
    .replace(/<\/?(?:script|style|iframe|object|embed|svg|math|template)\b[^>]*>?/gi, ' ')
    .replace(/<\/?[a-z!][^<>]{0,2000}>/gi, '');
  const kept: string[] = [];
  const keep = (link: string) => `\uE000${kept.push(link) - 1}\uE000`;
  const linked = plain
    .replaceAll('\uE000', '')
    .replace(markdownLink, (_, picture: string, words: string, target: string) =>
      picture === '' && isAllowed(target, allowed) ? keep(`[${words}](${target})`) : words,
    );
  return linked
    .replace(address, (found) => {
      const tail = trailing.exec(found)?.[0] ?? '';
      const link = tail === '' ? found : found.slice(0, -tail.length);
      return isAllowed(link, allowed) ? found : instead + tail;
    })
    .replace(/\uE000(\d+)\uE000/g, (_, index: string) => kept[Number(index)] ?? '');
}

function isAllowed(link: string, { hosts, mails }: Allowed): boolean {
  const mail = mailOf(link);
  if (mail !== undefined) return mails.has(mail);
  const host = hostOf(link);
  return host !== undefined && hosts.has(host);
}

function mailOf(link: string): string | undefined {
  const address = link
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/s, '')
    .replace(trailing, '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || !/^[^\s@/]+@[^\s@/]+$/.test(address))
    return undefined;
  return address.toLowerCase();
}

/** Only of http and https, without a name or password in front of it. */
function hostOf(link: string): string | undefined {
  const clean = link.replace(trailing, '');
  const full = /^https?:\/\//i.test(clean)
    ? clean
    : /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(clean)
      ? undefined
      : `https://${clean.replace(/^\/\//, '')}`;
  if (full === undefined || !URL.canParse(full)) return undefined;
  const url = new URL(full);
  if (url.username !== '' || url.password !== '') return undefined;
  return url.hostname.toLowerCase();
}
