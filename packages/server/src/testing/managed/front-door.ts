import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What a load balancer does before several processes: hands a request to one of them, and to the
 * next if that one is gone. Answers 502 when nobody is there.
 */
export async function openFrontDoor(
  urls: () => readonly string[],
): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const all = urls();
    for (let tried = 0; tried < all.length; tried++) {
      const url = all[turn++ % all.length];
      if (url && (await pass(url, incoming, body, outgoing))) return;
    }
    outgoing.writeHead(502).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * False when that process is not there, or went away before it answered: the kernel breaks the
 * connections of whoever is killed. One that is only slow is waited for: it may have done the work.
 */
function pass(
  url: string,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    // a connection of its own: one that idles may be closed at the moment at which it is used again
    const once = { agent: false, headers: { ...headers, connection: 'close' } };
    const sent = request(url + path, { method, ...once }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.once('error', () => outgoing.destroy());
      resolve(true);
    });
    sent.once('error', () => resolve(false));
    sent.end(body);
  });
}
