import { type OpenAnswer, type OutboundContext, openRequest } from './open-request.ts';

export interface FetchLimits {
  /** until the answer's head is there */
  headTimeoutMs: number;
  /** for all of it */
  timeoutMs: number;
  /** of the body, unpacked */
  mostBytes: number;
  /** only what the server's environment names: may be a local address */
  trusted?: boolean;
}

/** Statuses of answers that have no body. */
const bodiless = new Set([204, 205, 304]);

/** A `fetch` under the rules of `outboundFetch`, for clients that read an answer as it comes. */
export function createFetch(ctx: OutboundContext, limits: FetchLimits): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const open = await openRequest(ctx, request.url, {
      ...limits,
      method: request.method,
      headers: {
        ...Object.fromEntries(request.headers),
        // packing gathers what should be read as it comes
        'accept-encoding': 'identity',
      },
      ...(body ? { body } : {}),
      signal: request.signal,
    }).catch((error) => {
      // whoever stopped it expects their own reason
      request.signal.throwIfAborted();
      throw error;
    });
    return responseOf(open, request.signal);
  };
}

function responseOf(open: OpenAnswer, signal: AbortSignal): Response {
  const headers = new Headers(open.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  if (bodiless.has(open.status)) {
    open.body.resume();
    return new Response(null, { status: open.status, headers });
  }
  const chunks = inWords(open, signal);
  const body = new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => open.close(),
  });
  return new Response(body, { status: open.status, headers });
}

async function* inWords(open: OpenAnswer, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of open.body) yield chunk;
  } catch (error) {
    signal.throwIfAborted();
    throw open.trouble(error);
  } finally {
    open.close();
  }
}
