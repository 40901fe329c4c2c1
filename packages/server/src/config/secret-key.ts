import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key that seals secrets at rest: the configured one, else a 0600 file made at the first start. */
export async function loadSecretKey(given: Buffer | undefined, dataDir: string): Promise<Buffer> {
  if (given) return given;
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'secret.key');
  const fresh = randomBytes(32);
  try {
    await writeFile(path, `${fresh.toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (key.length !== 32)
    throw new Error(
      `The key file ${path} is damaged. Restore it from a backup, or set BELAY_SECRET_KEY.`,
    );
  return key;
}
