import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/test-database.ts';
import { surviveSlack } from './testing/survive-slack.ts';

test('[NTF-3, NTF-4, TKO-2, TKO-4] processes killed again and again: each event is in Slack once, each card right, each line typed there told once or kept', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'belay-slack-'));
  try {
    const { complaints, typed, sent, clicks, cards } = await surviveSlack({
      ...{ databaseUrl: database.url, pool: database.pool, dataDir },
      ...{
        visitors: 4,
        kills: Number(process.env.BELAY_KILLS ?? 3),
        killEveryMs: 2_000,
      },
    });
    expect(complaints).toEqual([]);
    expect(cards).toBeGreaterThan(4);
    expect(typed).toBeGreaterThan(10);
    expect(sent).toBeGreaterThan(0);
    expect(clicks).toBeGreaterThan(3);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 480_000);
