import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Sockets } from './sockets.ts';

/** Lets apps connect at the addresses that `apps.connections.open` gave out. */
export function serveSockets(server: Server, sockets: Sockets): void {
  const door = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    // who hangs up while being answered is no news
    socket.on('error', () => undefined);
    const url = URL.parse(request.url ?? '/', 'http://sandbox');
    const ticket = url?.pathname === '/link/' ? url.searchParams.get('ticket') : null;
    const appId = ticket === null ? undefined : sockets.redeem(ticket);
    if (appId === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const isDebug = url?.searchParams.get('debug_reconnects') === 'true';
    door.handleUpgrade(request, socket, head, (accepted) =>
      sockets.accept(accepted, appId, isDebug),
    );
  });
}
