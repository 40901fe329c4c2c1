/** A letter as a person reads it. */
export interface Letter {
  from: string;
  subject: string;
  text: string;
}

/** The plain part of a letter, whose bytes came as latin1; never throws. */
export function readLetter(raw: string): Letter {
  const { headers, body } = split(raw);
  return {
    from: words(headers.get('from') ?? ''),
    subject: words(headers.get('subject') ?? ''),
    text: plainOf(headers, body).slice(0, 50_000),
  };
}

type Headers = ReadonlyMap<string, string>;

function plainOf(headers: Headers, body: string): string {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined)
    return decoded(body, headers.get('content-transfer-encoding') ?? '').trim();
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '')));
  const plain =
    parts.find((part) => /^text\/plain/i.test(part.headers.get('content-type') ?? '')) ?? parts[0];
  return plain ? plainOf(plain.headers, plain.body) : '';
}

function split(raw: string): { headers: Headers; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const head = end < 0 ? raw : raw.slice(0, end);
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value ?? ''] as const];
    }),
  );
  return { headers, body: end < 0 ? '' : raw.slice(end + 4) };
}

function decoded(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (/quoted-printable/i.test(encoding)) return utf8(unquoted(body.replace(/=\r\n/g, '')));
  return utf8(body).replace(/\r\n/g, '\n');
}

/** RFC 2047: words of a header that hold more than ASCII. */
function words(value: string): string {
  return utf8(value)
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : utf8(unquoted(text.replaceAll('_', ' '))),
    );
}

const unquoted = (text: string): string =>
  text
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n/g, '\n');

/** Bytes that were taken for latin1, as what they say. */
const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');
