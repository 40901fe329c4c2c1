import { BelayError } from '@belay/contract/error';
import type { Notices } from '../../db/notices.ts';
import type { Arrival } from './store-deliveries.ts';

/** The durable way in for what Slack delivers. */
export interface Inbox {
  /** Resolves after the commit that holds all of them; throws `UNAVAILABLE`, nothing is stored then. */
  put(arrivals: Arrival[]): Promise<void>;
  /** `listener` is called when rows for this connector were stored, here or by another process */
  subscribe(connector: string, listener: () => void): () => void;
  /** tells whoever works on these connectors to look */
  ring(connectors: Iterable<string>): void;
}

const channel = 'belay_inbox';
/** More arrivals than this, or more bytes, are two commits. */
const largestGroup = 500;
const largestBytes = 8 * 1024 * 1024;

interface Waiting {
  arrivals: Arrival[];
  resolve(): void;
  reject(error: unknown): void;
}
type Store = (arrivals: Arrival[]) => Promise<Map<string, number>>;

/** `store` is one durable commit; `onProblem` hears of each one that failed, once. */
export function createInbox(
  store: Store,
  notices: Notices,
  onProblem: (error: unknown) => void,
): Inbox {
  const listeners = new Map<string, Set<() => void>>();
  notices.on(channel, (connector) => {
    const all = connector === undefined ? [...listeners.values()] : [listeners.get(connector)];
    for (const own of all) for (const listener of own ?? []) listener();
  });
  const ring = (connectors: Iterable<string>) => {
    for (const connector of connectors) notices.tell(channel, connector);
  };

  const storeAndRing = async (arrivals: Arrival[]) => {
    const stored = await store(arrivals);
    try {
      ring(stored.keys());
    } catch (error) {
      onProblem(error);
    }
  };

  let waiting: Waiting[] = [];
  let isStoring = false;
  // As in the memory's capture: while one group commits the next one gathers, without a timer.
  const storeAll = async () => {
    isStoring = true;
    while (waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const size = groupSize(waiting);
      const group = waiting.slice(0, size);
      waiting = waiting.slice(size);
      await settle(group, storeAndRing, onProblem);
    }
    isStoring = false;
  };

  return {
    put(arrivals) {
      return new Promise((resolve, reject) => {
        waiting.push({ arrivals, resolve, reject });
        if (!isStoring) void storeAll();
      });
    },
    subscribe(connector, listener) {
      const own = listeners.get(connector) ?? new Set();
      listeners.set(connector, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(connector) === own) listeners.delete(connector);
      };
    },
    ring,
  };
}

/** How many of those that wait go into one commit: one at least. */
function groupSize(waiting: Waiting[]): number {
  let rows = 0;
  let bytes = 0;
  let size = 0;
  for (const { arrivals } of waiting) {
    rows += arrivals.length;
    bytes += arrivals.reduce((sum, { body }) => sum + body.length, 0);
    if (size > 0 && (rows > largestGroup || bytes > largestBytes)) break;
    size++;
  }
  return size;
}

/** A group that PostgreSQL refuses is halved until the poisoned one fails alone. */
async function settle(
  group: Waiting[],
  store: (arrivals: Arrival[]) => Promise<void>,
  onProblem: (error: unknown) => void,
): Promise<void> {
  try {
    await store(group.flatMap(({ arrivals }) => arrivals));
    for (const one of group) one.resolve();
  } catch (cause) {
    if (group.length > 1 && concernsRows(cause)) {
      const half = group.length >> 1;
      await settle(group.slice(0, half), store, onProblem);
      await settle(group.slice(half), store, onProblem);
      return;
    }
    onProblem(cause);
    for (const one of group) one.reject(unavailable(cause));
  }
}

/**
 * Whether fewer rows may fare better: bad data, constraints, a rollback in a conflict. When the
 * database itself is away, nobody is served by asking it once per row.
 */
function concernsRows(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(22|23|40|54)/.test(code);
}

/** Slack repeats what is answered with 503. */
function unavailable(cause: unknown): BelayError {
  return new BelayError(
    'UNAVAILABLE',
    'The delivery could not be stored. Send it again in a moment.',
    { retry_after_s: 1 },
    { cause },
  );
}
