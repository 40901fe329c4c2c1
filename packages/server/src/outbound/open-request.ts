import type { Readable } from 'node:stream';
import { type Agent, type Dispatcher, request as send } from 'undici';
import type { Context } from '../context.ts';
import { allowsLocal } from './allows-local.ts';
import { checkUrl } from './check-url.ts';
import { checkedAgent } from './checked-agent.ts';
import { type Hop, isRedirect, nextRequest } from './next-request.ts';
import { OutboundError } from './outbound-error.ts';
import { outboundTrouble } from './outbound-trouble.ts';
import { unpacked } from './unpacked.ts';

/** What outbound requests need of the context. */
export type OutboundContext = Pick<Context, 'config' | 'resolve'>;

export interface OutboundRequest {
  /** default GET */
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** for all of it, redirects and body included */
  timeoutMs: number;
  /** until the last answer's head is there; default: `timeoutMs` */
  headTimeoutMs?: number;
  /** of the body, unpacked */
  mostBytes: number;
  /** default 5; 0: a redirect is an answer */
  mostRedirects?: number;
  signal?: AbortSignal;
  /** only what the server's environment names: may be a local address, until a redirect leaves it */
  trusted?: boolean;
}

/** An answer whose body is still to come. Whoever opens it reads it to its end, or calls `close`. */
export interface OpenAnswer {
  status: number;
  headers: Headers;
  url: string;
  /** fails with an `OutboundError` */
  body: Readable;
  /** for errors of the body */
  trouble(error: unknown): OutboundError;
  close(): void;
}

/** Of the connection, not of the request. */
const notOurs = new Set(
  'connection content-length expect host keep-alive proxy-authorization proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/** Sends a request and follows its redirects until there is a head to read. Throws an `OutboundError`. */
export async function openRequest(
  ctx: OutboundContext,
  raw: string,
  request: OutboundRequest,
): Promise<OpenAnswer> {
  const { trusted = false, mostRedirects = 5 } = request;
  const first = checkUrl(raw, { anyPort: trusted });
  const time = deadline(request);
  const agents: Agent[] = [];
  let maybeSent = false;
  let hop: Hop = {
    url: first,
    method: (request.method ?? 'GET').toUpperCase(),
    headers: ownHeaders(request.headers ?? {}),
    body: request.body,
  };
  const close = () => {
    time.end();
    for (const agent of agents) void agent.destroy().catch(() => undefined);
  };
  const trouble = (error: unknown) =>
    time.trouble(hop.url.hostname, maybeSent) ??
    outboundTrouble(error, hop.url.hostname, maybeSent);
  try {
    for (let redirects = 0; ; redirects++) {
      const isTrusted = trusted && hop.url.origin === first.origin;
      const agent = checkedAgent({
        resolve: ctx.resolve,
        allowsLocal: isTrusted || allowsLocal(ctx.config, hop.url),
        signal: time.signal,
        onConnect() {
          maybeSent = true;
        },
      });
      agents.push(agent);
      const answer = await ask(agent, hop, time.signal);
      const headers = headersOf(answer);
      const location = headers.get('location');
      if (mostRedirects === 0 || !isRedirect(answer.statusCode) || location === null) {
        time.headIsThere();
        const body = unpacked(
          answer.body,
          isBodiless(hop.method, answer.statusCode) ? '' : (headers.get('content-encoding') ?? ''),
          request.mostBytes,
        );
        body.once('close', close);
        // whoever reads hears of it; nobody has to
        body.on('error', () => undefined);
        return { status: answer.statusCode, headers, url: hop.url.href, body, trouble, close };
      }
      answer.body.on('error', () => undefined).destroy();
      if (redirects === mostRedirects)
        throw new OutboundError(
          'too_many_redirects',
          `${hop.url.hostname} redirects more than ${mostRedirects} times.`,
        );
      hop = nextRequest(hop, answer.statusCode, checkUrl(location, { base: hop.url }));
    }
  } catch (error) {
    const said = trouble(error);
    close();
    throw said;
  }
}

/** No bytes are no packed bytes. */
function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

function ask(
  dispatcher: Agent,
  { url, method, headers, body }: Hop,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  // `signal` is the only clock: undici's own are coarse
  const clocks = { headersTimeout: 0, bodyTimeout: 0 };
  return send(url, {
    ...clocks,
    dispatcher,
    method: method as Dispatcher.HttpMethod,
    headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Belay', ...headers },
    body: body ?? null,
    signal,
  });
}

/** In small letters, as we read them; without those that belong to the connection. */
function ownHeaders(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !notOurs.has(name)),
  );
}

function headersOf({ headers }: Dispatcher.ResponseData): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // nobody keeps cookies here
    if (name === 'set-cookie' || value === undefined) continue;
    for (const one of [value].flat()) all.append(name, one);
  }
  return all;
}

/** One signal for the caller's stop, the time until the head, and the time for all. */
function deadline({ timeoutMs, headTimeoutMs, signal }: OutboundRequest) {
  const controller = new AbortController();
  let late = false;
  const beLate = () => {
    late = true;
    controller.abort();
  };
  const stop = () => controller.abort();
  const timers = [setTimeout(beLate, timeoutMs)];
  const head = headTimeoutMs === undefined ? undefined : setTimeout(beLate, headTimeoutMs);
  if (head) timers.push(head);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return {
    signal: controller.signal,
    headIsThere: () => clearTimeout(head),
    end() {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
    /** why it was broken off, if we did it */
    trouble(host: string, maybeSent: boolean): OutboundError | undefined {
      if (late)
        return new OutboundError('timeout', `${host} didn't answer in time.`, { maybeSent });
      if (!controller.signal.aborted) return undefined;
      return new OutboundError('stopped', 'The request was stopped.', { maybeSent });
    },
  };
}
