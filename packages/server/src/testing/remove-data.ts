import { rm } from 'node:fs/promises';
import { postgresHome } from '../db/postgres-home.ts';

/**
 * Removes a data folder of a test or bench for good: as root the embedded server's own lies
 * elsewhere, and a hundred of them fill a disk. Stop the server first.
 */
export async function removeData(dataDir: string): Promise<void> {
  const { data } = postgresHome(dataDir);
  await rm(data, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
