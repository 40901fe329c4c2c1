import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaseTiming } from '@belay/server/connectors/lease/lease-timing';
import { createPool } from '@belay/server/db/create-pool';
import { startEmbeddedPostgres } from '@belay/server/db/embedded-postgres';
import { survive } from '@belay/server/testing/managed/survive';
import { removeData } from '@belay/server/testing/remove-data';
import type { Figure } from './figure.ts';

const minuteMs = 60_000;

/**
 * `--minutes n --seed n`: three processes on one PostgreSQL under load, killed in random order;
 * then the memory is compared with Slack (MGD-5).
 */
export async function benchSurvive(args: string[]): Promise<Figure[]> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(`--${name}`);
    return at === -1 ? otherwise : Number(args[at + 1]);
  };
  const dataDir = await mkdtemp(join(tmpdir(), 'belay-survive-'));
  const database = await startEmbeddedPostgres({ dataDir, onCrash: console.error });
  const pool = createPool(database.connectionString, console.error);
  try {
    const seed = option('seed', Date.now() % 1_000_000);
    console.log(`seed ${seed}`);
    const found = await survive({
      databaseUrl: database.connectionString,
      pool,
      dataDir,
      forMs: option('minutes', 5) * minuteMs,
      killEveryMs: 8_000,
      seed,
    });
    for (const complaint of found.complaints.slice(0, 20)) console.log(`- ${complaint}`);
    const differences = found.complaints.length;
    return [
      {
        name: 'differences between memory and Slack',
        value: differences,
        unit: 'messages',
        goal: '0',
        holds: differences === 0,
      },
      {
        name: 'experiences written twice',
        value: found.doubled,
        unit: 'keys',
        goal: '0',
        holds: found.doubled === 0,
      },
      {
        name: 'longest time without a sign of an owner',
        value: found.longestSilence,
        baseline: leaseTiming.leaseMs,
        unit: 'ms',
        ratio: found.longestSilence / leaseTiming.leaseMs,
        goal: '≤ 1.05 of a lease',
        holds: found.longestSilence <= leaseTiming.leaseMs * 1.05,
      },
      { name: 'processes killed', value: found.kills, unit: 'kills' },
      { name: 'things that people did', value: found.deeds, unit: 'deeds' },
      { name: 'experiences in the memory', value: found.events, unit: 'experiences' },
    ];
  } finally {
    await pool.end();
    await database.stop();
    await removeData(dataDir);
  }
}
