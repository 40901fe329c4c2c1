import { type OutboundContext, type OutboundRequest, openRequest } from './open-request.ts';

export interface OutboundAnswer {
  status: number;
  headers: Headers;
  /** unpacked */
  body: Uint8Array;
  /** where it came from, after redirects */
  url: string;
}

/**
 * Asks a server that somebody named (SEC-3): every address is checked and the checked one is
 * connected to, again for every redirect. Throws an `OutboundError`.
 */
export async function outboundFetch(
  ctx: OutboundContext,
  url: string,
  request: OutboundRequest,
): Promise<OutboundAnswer> {
  const answer = await openRequest(ctx, url, request);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body) chunks.push(chunk);
    const { status, headers, url: from } = answer;
    return { status, headers, body: Buffer.concat(chunks), url: from };
  } catch (error) {
    throw answer.trouble(error);
  } finally {
    answer.close();
  }
}
