import type { Context } from '../context.ts';

/** What outbound requests need of the context. */
export type OutboundContext = Pick<Context, 'config' | 'resolve'>;

export interface OutboundRequest {
  /** default GET */
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** for all of it, redirects and body included */
  timeoutMs: number;
  /** of the body, unpacked */
  mostBytes: number;
  /** default 5; 0: a redirect is an answer */
  mostRedirects?: number;
  signal?: AbortSignal;
  /** only what the server's environment names: may be a local address */
  trusted?: boolean;
}

export interface OutboundAnswer {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** where it came from, after redirects */
  url: string;
}

/**
 * Asks a server that somebody named (SEC-3): every address is checked and the checked one is
 * connected to, again for every redirect. Throws an `OutboundError`.
 */
export async function outboundFetch(
  _ctx: OutboundContext,
  _url: string,
  _request: OutboundRequest,
): Promise<OutboundAnswer> {
  throw new Error('not built yet');
}
