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

/** `answer` is asked once per request, when its head is there. */
export async function startRawServer(
  answer: (socket: Socket, head: string) => void,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    let index = -1;
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (index === -1) index = requests.push(text) - 1;
      const isFirst = !requests[index]?.includes('\r\n\r\n') && text.includes('\r\n\r\n');
      const wasWhole = requests[index] === text && text.includes('\r\n\r\n');
      requests[index] = text;
      if (isFirst || wasWhole) answer(socket, text);
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

/** A whole answer in HTTP/1.1. */
export function said(status: number, headers: Record<string, string>, body: string | Buffer = '') {
  const bytes = Buffer.from(body);
  const all = { 'content-length': String(bytes.byteLength), connection: 'close', ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${head.join('')}\r\n`), bytes]);
}
