import { type Envelope, SocketClient } from './socket-client.ts';

/** One connection that said hello. */
export interface Connection {
  /** resolves with Slack's reason when it is told to go, with `lost` when it broke */
  ended: Promise<string>;
  isOpen(): boolean;
  /** answers what is under way, then closes */
  close(): Promise<void>;
}

/** Slack ended the connection before it said hello. */
export class SentAway extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

const helloMs = 15_000;
const drainMs = 3_000;

/**
 * Opens one connection. Envelopes are acknowledged when `take` resolves, else Slack repeats them.
 * Throws what the client does, or `SentAway`.
 */
export async function connectSocket(options: {
  appToken: string;
  apiUrl: string | undefined;
  take: (envelope: Envelope) => Promise<void>;
  signal: AbortSignal;
}): Promise<Connection> {
  const end = Promise.withResolvers<string>();
  const underWay = new Set<Promise<void>>();
  const client = new SocketClient(options.appToken, options.apiUrl, {
    leave: end.resolve,
    envelope(envelope) {
      const work = options
        .take(envelope)
        .then(envelope.acknowledge)
        .catch(() => undefined)
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
  });
  const lose = () => end.resolve('lost');
  client.on('disconnected', lose);
  options.signal.addEventListener('abort', lose);
  const close = async () => {
    options.signal.removeEventListener('abort', lose);
    await within(drainMs, Promise.all(underWay));
    await within(drainMs, client.disconnect());
  };
  // it rejects without a reason when the connection breaks
  const starting = client.start().catch((error: unknown) => {
    throw error ?? new SentAway('lost');
  });
  const ending = end.promise.then((reason) => {
    throw new SentAway(reason);
  });
  ending.catch(() => undefined);
  const late = setTimeout(lose, helloMs);
  try {
    await Promise.race([starting, ending]);
  } catch (error) {
    // one that is still on its way would stay open
    starting.then(close, () => undefined);
    await close();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return { ended: end.promise, isOpen: () => client.websocket?.isActive() ?? false, close };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => undefined), patience]);
  clearTimeout(timer);
}
