import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/test-database.ts';
import { surviveDesk } from './testing/survive-desk.ts';

test('[DSK-8, TKO-3, TKO-4] processes killed again and again: nothing said is lost or doubled, nobody stays unanswered, no machine speaks beside a person', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'belay-desk-'));
  try {
    const { complaints, said, verbs } = await surviveDesk({
      ...{ databaseUrl: database.url, pool: database.pool, dataDir },
      ...{ visitors: 6, kills: 4, killEveryMs: 2_000 },
    });
    expect(complaints).toEqual([]);
    expect(said).toBeGreaterThan(20);
    expect(verbs).toBeGreaterThan(5);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 480_000);
