import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type SiteSource, siteRoutes } from './site-routes.ts';

export interface Site {
  /** its origin */
  url: string;
  close(): Promise<void>;
}

/** Serves the invented company's website on a port of its own, for this machine only. */
export async function startSite(source: SiteSource, port: number): Promise<Site> {
  // without options for HTTP/2 it is a plain HTTP/1.1 server
  const server = createAdaptorServer({ fetch: siteRoutes(source).fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
