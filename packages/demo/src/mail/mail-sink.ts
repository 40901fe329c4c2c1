import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Letter, readLetter } from './read-letter.ts';

/** Letters that would have gone out, kept in memory while the demo runs. */
export interface MailSink {
  /** what hands letters over here: loopback, no password */
  smtp: { url: string; from: string };
  /** the newest first */
  letters: readonly (Letter & { at: number; to: readonly string[] })[];
  /** hears of each letter; the answer ends that */
  onLetter(listener: () => void): () => void;
  close(): Promise<void>;
}

const kept = 100;
const longestLetter = 1024 * 1024;
const longestLine = 2_000;
const silenceMs = 30_000;

/** A mail server that takes everything and sends nothing on: what the demo would have mailed. */
export async function startMailSink(now: () => number): Promise<MailSink> {
  const letters: (Letter & { at: number; to: readonly string[] })[] = [];
  const listeners = new Set<() => void>();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    talk(socket, (to, raw) => {
      letters.unshift({ ...readLetter(raw), to, at: now() });
      letters.length = Math.min(letters.length, kept);
      for (const listener of listeners) listener();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // a TCP server that listens has an address of this kind
  const { port } = server.address() as AddressInfo;
  return {
    smtp: {
      url: `smtp://127.0.0.1:${port}`,
      from: 'Plumb assistant <assistant@tarn-thistle.example>',
    },
    letters,
    onLetter(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** RFC 5321, as much of it as handing a letter over takes. */
function talk(socket: Socket, take: (to: string[], raw: string) => void): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let to: string[] = [];
  let letter: string[] | undefined;
  let size = 0;
  let rest = '';
  const hear = (line: string) => {
    if (letter) {
      if (line === '.') {
        take(to, letter.join('\r\n'));
        letter = undefined;
        to = [];
        return say('250 Taken');
      }
      size += line.length;
      if (size > longestLetter) return void socket.destroy();
      // a line that begins with a dot was given another one
      return letter.push(line.startsWith('.') ? line.slice(1) : line);
    }
    const [verb = ''] = line.toUpperCase().split(/[ :]/, 1);
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        return say('250 belay.demo');
      case 'MAIL':
      case 'RSET':
        to = [];
        return say('250 Fine');
      case 'RCPT':
        if (to.length < 50) to.push(/<([^<>]{1,254})>/.exec(line)?.[1] ?? '');
        return say('250 Fine');
      case 'DATA':
        letter = [];
        size = 0;
        return say('354 Go on');
      case 'NOOP':
        return say('250 Fine');
      case 'QUIT':
        say('221 Bye');
        return socket.end();
      default:
        return say('502 Not here');
    }
  };
  socket.setEncoding('latin1');
  socket.setTimeout(silenceMs, () => socket.destroy());
  // whoever breaks off has said what they wanted
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    rest += String(chunk);
    const lines = rest.split('\r\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine && !letter) return void socket.destroy();
    if (rest.length > longestLetter) return void socket.destroy();
    for (const line of lines) hear(line);
  });
  say('220 belay.demo');
}
