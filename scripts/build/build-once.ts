import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceDigest } from './source-digest.ts';

/**
 * Fills `<root>/dist` if `sources` changed since it was filled last; says whether it did. `build`
 * writes into the folder it is given, which then takes the place of the old one, served meanwhile.
 */
export async function buildOnce(
  root: string,
  sources: readonly string[],
  build: (folder: string) => Promise<void>,
): Promise<{ dist: string; isNew: boolean }> {
  const dist = join(root, 'dist');
  const stamp = join(dist, '.sources');
  const digest = sourceDigest(root, sources);
  const isThere = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isThere()) return { dist, isNew: false };
  // beside the old one; two processes may build at once
  const next = join(root, 'node_modules', `.belay-build-${process.pid}`);
  try {
    await build(next);
    // somebody else's build of the same was quicker: pages are served from it by now
    if (isThere()) return { dist, isNew: false };
    writeFileSync(join(next, '.sources'), digest);
    replaceFolder(dist, next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return { dist, isNew: true };
}

/** Puts `next` in the place of `folder`, whoever else does the same. */
function replaceFolder(folder: string, next: string): void {
  const old = `${next}-old`;
  for (let attempt = 1; ; attempt += 1)
    try {
      if (existsSync(folder)) renameSync(folder, old);
      renameSync(next, folder);
      rmSync(old, { recursive: true, force: true });
      return;
    } catch (error) {
      // somebody else's build came in between: theirs goes, ours comes
      rmSync(old, { recursive: true, force: true });
      if (attempt === 5) throw error;
    }
}
