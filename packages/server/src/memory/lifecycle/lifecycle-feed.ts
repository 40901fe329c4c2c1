import pg from 'pg';

/** Tells every process that the lifecycle table has news. It carries no data: readers read the table. */
export interface LifecycleFeed {
  /** after a commit here: wakes this process at once, the others within `gatherMs` */
  wake(): void;
  /** returns how to stop listening */
  subscribe(listener: () => void): () => void;
  close(): Promise<void>;
}

const channel = 'belay_lifecycle';
/** NOTIFY takes a lock at commit; many commits share one. */
const gatherMs = 20;
const reconnectMs = 1_000;

export async function createLifecycleFeed(
  connectionString: string,
  onProblem: (error: Error) => void,
): Promise<LifecycleFeed> {
  const listeners = new Set<() => void>();
  const origin = Math.random().toString(36).slice(2);
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString, application_name: 'belay-feed' });
    fresh.on('notification', (message) => {
      if (message.payload !== origin) tell();
    });
    const lost = (error?: Error) => {
      if (client !== fresh && client !== undefined) return;
      client = undefined;
      if (closed) return;
      if (error) onProblem(error);
      setTimeout(() => {
        if (!closed) connect().then(tell, lost);
      }, reconnectMs).unref();
    };
    fresh.once('error', lost);
    fresh.once('end', () => lost());
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    client = fresh;
  };
  await connect();

  // one at a time: what happens while the others are told is told next
  let isTelling = false;
  let isOwed = false;
  const tellOthers = async (): Promise<void> => {
    timer = undefined;
    isTelling = true;
    isOwed = false;
    await client?.query('select pg_notify($1, $2)', [channel, origin]).catch(onProblem);
    isTelling = false;
    if (isOwed && !closed) tellSoon();
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tellOthers, gatherMs);
    timer.unref();
  };

  return {
    wake() {
      tell();
      if (isTelling) isOwed = true;
      else tellSoon();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
