import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** All databases of a run and their WAL need a tenth of it. */
const roomBytes = 4 * 1024 ** 3;

/**
 * A new folder for a database server of tests: in memory where there is room for it. A hundred
 * databases come and go, a thousand files each, and on ext4 without a journal a file that is made
 * looks at all that were deleted lately: a second of the processor per database, not 50 ms.
 */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join((await hasRoom()) ? memory : tmpdir(), 'belay-test-'));
  // PostgreSQL is another user if we are root
  await chmod(folder, 0o711);
  return folder;
}

async function hasRoom(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize >= roomBytes;
  } catch {
    return false;
  }
}
