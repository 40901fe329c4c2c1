import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  /** path without its leading `/api/` */
  method: string;
  args: Record<string, string>;
  headers: IncomingMessage['headers'];
}

type Answer = (asked: Asked, response: ServerResponse) => unknown;

export interface AnsweringServer extends AsyncDisposable {
  url: string;
  apiUrl: string;
  asked: Asked[];
}

/**
 * A server on loopback that answers each request with what `answer` returns, as JSON. Undefined
 * means that `answer` wrote the response itself.
 */
export async function answeringServer(answer: Answer): Promise<AnsweringServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one: Asked = {
      method: (request.url ?? '').replace(/^\/(api\/)?/, ''),
      args: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
      headers: request.headers,
    };
    asked.push(one);
    const body = answer(one, response);
    if (body === undefined) return;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  // a connection that rests is the caller's to close: none ends as it is used
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // a listening TCP server has an address with a port
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    apiUrl: `${url}/api/`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
