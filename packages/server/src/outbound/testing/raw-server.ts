import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A server that answers with exactly these bytes, and keeps what it was sent. */
export interface RawServer {
  port: number;
  url: string;
  /** the text of each request, as far as it came */
  requests: string[];
  close(): Promise<void>;
}

/** `answer` is asked once per connection, when a request is there with all of its body. */
export async function startRawServer(
  answer: (socket: Socket, head: string) => void,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    let index = -1;
    let isAnswered = false;
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (index === -1) index = requests.push(text) - 1;
      requests[index] = text;
      if (isAnswered || !isWhole(text)) return;
      isAnswered = true;
      answer(socket, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  const length = /^content-length: *(\d+)/im.exec(request)?.[1] ?? 0;
  return end !== -1 && request.length - end - 4 >= Number(length);
}

/** A whole answer in HTTP/1.1. */
export function said(status: number, headers: Record<string, string>, body: string | Buffer = '') {
  const bytes = Buffer.from(body);
  const all = { 'content-length': String(bytes.byteLength), connection: 'close', ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${head.join('')}\r\n`), bytes]);
}
