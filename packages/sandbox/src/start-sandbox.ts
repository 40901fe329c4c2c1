import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type OpenSandbox, openSandbox, type WorkspaceOptions } from './open-sandbox.ts';
import { serveSockets } from './sockets/serve-sockets.ts';

export type { TokenWish } from './open-sandbox.ts';

export interface SandboxOptions extends WorkspaceOptions {
  /** default 0: any free one */
  port?: number;
}

/** A running Slack workspace. */
export interface Sandbox extends OpenSandbox {
  close(): Promise<void>;
}

/** Starts a Slack workspace on the loopback interface. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = openSandbox(options);
  const server = createServer(
    getRequestListener(sandbox.http.fetch, { overrideGlobalObjects: false }),
  );
  // longer than a caller keeps a connection that does nothing: none is closed as it is used again
  server.keepAliveTimeout = 75_000;
  serveSockets(server, sandbox.sockets);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // a TCP server that listens has an address of this kind
  const { port } = server.address() as AddressInfo;
  sandbox.settle(`http://127.0.0.1:${port}`);
  return Object.assign(sandbox, {
    close: () =>
      new Promise<void>((resolve) => {
        sandbox.events.clear();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
