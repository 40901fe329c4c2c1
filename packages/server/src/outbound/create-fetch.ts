import type { OutboundContext } from './outbound-fetch.ts';

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

/** A `fetch` under the rules of `outboundFetch`, for clients that read an answer as it comes. */
export function createFetch(_ctx: OutboundContext, _limits: FetchLimits): typeof fetch {
  throw new Error('not built yet');
}
