import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps what it takes, and refuses what it is told to. */
export interface MailServer {
  /** with user and password */
  url: string;
  letters: { to: string[]; raw: string }[];
  /** the answer to a recipient, or to the letter's end; undefined: taken */
  refuse: { recipient?: Refusal | undefined; letter?: Refusal | undefined; login?: boolean };
  /** before the letter's end is answered */
  beforeAnswer: () => Promise<void> | void;
  /** breaks off every connection that is open */
  breakOff(): void;
  close(): Promise<void>;
}
interface Refusal {
  code: number;
  text: string;
}

export async function startMailServer(): Promise<MailServer> {
  const refused = ({ code, text }: Refusal) =>
    Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 100,
    disableReverseLookup: true,
    onAuth({ username, password }, _session, done) {
      const isOurs = username === 'belay' && password === 'hush hush' && !mail.refuse.login;
      if (isOurs) done(null, { user: 'belay' });
      else done(new Error('who are you?'));
    },
    onRcptTo(_address, _session, done) {
      done(mail.refuse.recipient ? refused(mail.refuse.recipient) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        await mail.beforeAnswer();
        if (mail.refuse.letter) return done(refused(mail.refuse.letter));
        mail.letters.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  // connections that clients break off
  server.on('error', () => undefined);
  const mail: MailServer = {
    url: '',
    letters: [],
    refuse: {},
    beforeAnswer: () => undefined,
    breakOff() {
      for (const connection of server.connections) connection._socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  mail.url = `smtp://belay:${encodeURIComponent('hush hush')}@127.0.0.1:${port}`;
  return mail;
}

/** The parts of a letter as a program that shows mail reads them. */
export function readLetter(raw: string): {
  headers: Map<string, string>;
  text: string;
  html: string;
} {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = body.split(`--${boundary}`).flatMap((part) => {
    const [partHead = '', ...content] = part.trim().split('\r\n\r\n');
    const own = headersOf(partHead);
    const type = own.get('content-type') ?? '';
    return [
      { type, text: decoded(content.join('\r\n\r\n'), own.get('content-transfer-encoding')) },
    ];
  });
  const find = (type: string) => parts.find((part) => part.type.startsWith(type))?.text ?? '';
  return { headers, text: find('text/plain'), html: find('text/html') };
}

function headersOf(head: string): Map<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

function decoded(text: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text.replace(/\r\n/g, '\n');
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString().replace(/\r\n/g, '\n');
}
