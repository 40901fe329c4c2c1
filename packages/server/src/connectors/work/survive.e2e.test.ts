import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { survive } from '../../testing/managed/survive.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { leaseTiming } from '../lease/lease-timing.ts';

test('[MGD-5] three processes, killed at random while a company talks, end with what Slack has', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'belay-survive-'));
  try {
    const survived = await survive({
      databaseUrl: database.url,
      pool: database.pool,
      dataDir,
      forMs: 20_000,
      killEveryMs: 4_000,
      seed: 20_261_121,
    });
    expect(survived.complaints).toEqual([]);
    expect(survived.doubled).toBe(0);
    expect(survived.kills).toBeGreaterThan(1);
    // a lease, the look that comes after it, and the time to take it on a machine that does much else
    const { leaseMs, sweepMs } = leaseTiming;
    expect(survived.longestSilence).toBeLessThan(leaseMs + sweepMs + 10_000);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 480_000);
