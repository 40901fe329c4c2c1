import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A Slack whose work is done at once and whose answers are held back until they are let go. */
export interface HeldSlack {
  apiUrl: string;
  /** resolves when an answer is there to be let go */
  asked: Promise<void>;
  letGo(): void;
  close(): Promise<void>;
}

export async function heldSlack(behind: string): Promise<HeldSlack> {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url?.split('/').at(-1) ?? '', behind), {
      method: 'POST',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': request.headers['content-type'] ?? '',
      },
      body: await text(request),
    });
    const body = await answer.text();
    asked.resolve();
    await released.promise;
    response.end(body);
  });
  // a connection that rests is the caller's to close: none ends as it is used
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // a server that listens has an address of this kind
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    asked: asked.promise,
    letGo: () => released.resolve(),
    async close() {
      released.resolve();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
