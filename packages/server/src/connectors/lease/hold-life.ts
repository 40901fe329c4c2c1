import { randomInt } from 'node:crypto';
import pg from 'pg';

/** First key of the advisory locks that say "this owner of leases lives". */
export const lifeLock = 7_236_143;

const againMs = 500;

export interface Life {
  /** what leases carry; undefined while the lock isn't held: then only their expiry frees them */
  readonly id: number | undefined;
  end(): Promise<void>;
}

/**
 * A connection that holds a lock for as long as this process lives, so that its leases are free the
 * moment it dies: nobody waits for them to run out. One that is cut off comes back; what was taken
 * from it meanwhile is kept apart by the fence.
 */
export async function holdLife(
  connectionString: string,
  onProblem: (error: Error) => void,
): Promise<Life> {
  const id = randomInt(1, 2 ** 31 - 1);
  let client: pg.Client | undefined;
  let isEnded = false;
  let retry: NodeJS.Timeout | undefined;
  const connect = async () => {
    const fresh = new pg.Client({ connectionString, application_name: 'belay-life' });
    fresh.on('error', (error) => {
      if (!isEnded) onProblem(error);
    });
    fresh.once('end', () => {
      if (client !== fresh) return;
      client = undefined;
      again();
    });
    try {
      await fresh.connect();
      await fresh.query('select pg_advisory_lock($1, $2)', [lifeLock, id]);
      if (isEnded) throw new Error('ended while it was connecting');
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
  };
  const again = () => {
    if (isEnded) return;
    retry = setTimeout(() => void connect().catch(again), againMs);
    retry.unref();
  };
  await connect();
  return {
    get id() {
      return client && id;
    },
    async end() {
      isEnded = true;
      clearTimeout(retry);
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
