import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Sockets } from './sockets.ts';

/** Lets apps connect at the addresses that `apps.connections.open` gave out. */
export function serveSockets(server: Server, sockets: Sockets): void {
  const door = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket: Duplex, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    const appId =
      pathname === '/link/' ? sockets.redeem(searchParams.get('ticket') ?? '') : undefined;
    if (appId === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const isDebug = searchParams.get('debug_reconnects') === 'true';
    door.handleUpgrade(request, socket, head, (accepted) =>
      sockets.accept(accepted, appId, isDebug),
    );
  });
}
