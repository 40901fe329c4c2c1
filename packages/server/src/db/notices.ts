import pg from 'pg';

/**
 * Words between the processes on one database, by NOTIFY: one connection, any number of channels.
 * A word says "look there" and carries no data; a lost one costs the time until the next look.
 */
export interface Notices {
  /**
   * `word` is undefined after the connection was away: anything may have happened. Returns how to
   * stop hearing.
   */
  on(channel: string, hear: (word: string | undefined) => void): () => void;
  /** tells this process at once and the others within `gatherMs`; equal words are told once */
  tell(channel: string, word: string): void;
  close(): Promise<void>;
}

/** NOTIFY takes a lock at commit; many words share one. */
const gatherMs = 20;
const reconnectMs = 1_000;
const tellAll =
  'select pg_notify(channel, word) from unnest($1::text[], $2::text[]) as t (channel, word)';

export async function createNotices(
  connectionString: string,
  onProblem: (error: Error) => void,
): Promise<Notices> {
  const listeners = new Map<string, Set<(word: string | undefined) => void>>();
  let client: pg.Client | undefined;
  let closed = false;

  // a client takes one query at a time
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (text: string, values?: unknown[]): Promise<void> => {
    const asked = turn.then(() => client?.query(text, values)).then(() => undefined, onProblem);
    turn = asked;
    return asked;
  };
  const hear = (channel: string, word: string | undefined) => {
    for (const listener of listeners.get(channel) ?? []) listener(word);
  };

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString, application_name: 'belay-notices' });
    let backend = 0;
    fresh.on('notification', ({ channel, payload, processId }) => {
      // our own words were heard when they were told
      if (processId !== backend) hear(channel, payload ?? '');
    });
    fresh.on('error', (error) => {
      if (!closed) onProblem(error);
    });
    fresh.once('end', () => {
      if (client !== fresh) return;
      client = undefined;
      reconnect();
    });
    try {
      await fresh.connect();
      const { rows } = await fresh.query<{ backend: number }>('select pg_backend_pid() as backend');
      backend = rows[0]?.backend ?? 0;
      for (const channel of listeners.keys()) await fresh.query(listen(channel));
      if (closed) throw new Error('closed while it was connecting');
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
    // those that were added in between
    for (const channel of listeners.keys()) await ask(listen(channel));
  };
  let retry: NodeJS.Timeout | undefined;
  const reconnect = (): void => {
    if (closed) return;
    retry ??= setTimeout(() => {
      retry = undefined;
      connect().then(missed, reconnect);
    }, reconnectMs);
    retry.unref();
  };
  const missed = () => {
    for (const channel of listeners.keys()) hear(channel, undefined);
  };
  await connect();

  // one at a time: what is told while the others hear is told next
  const waiting = new Map<string, [channel: string, word: string]>();
  let timer: NodeJS.Timeout | undefined;
  let isTelling = false;
  const tellOthers = async (): Promise<void> => {
    timer = undefined;
    isTelling = true;
    const words = [...waiting.values()];
    waiting.clear();
    await ask(tellAll, [words.map(([channel]) => channel), words.map(([, word]) => word)]);
    isTelling = false;
    if (waiting.size > 0 && !closed) tellSoon();
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tellOthers, gatherMs);
    timer.unref();
  };

  return {
    on(channel, listener) {
      let own = listeners.get(channel);
      if (!own) {
        own = new Set();
        listeners.set(channel, own);
        if (client) void ask(listen(channel));
      }
      own.add(listener);
      return () => own.delete(listener);
    },
    tell(channel, word) {
      hear(channel, word);
      waiting.set(`${channel} ${word}`, [channel, word]);
      if (!isTelling) tellSoon();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(retry);
      listeners.clear();
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}

function listen(channel: string): string {
  return `listen ${pg.escapeIdentifier(channel)}`;
}
