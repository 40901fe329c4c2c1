import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';

/**
 * Moves a file to `<path>.<suffix>`, numbered when that is taken; never overwrites. Returns the new
 * path. A hard link fails when the name exists, a rename would silently replace it.
 */
export function setAside(path: string, suffix: string): string {
  for (let n = 0; ; n++) {
    const target = n === 0 ? `${path}.${suffix}` : `${path}.${suffix}.${n}`;
    if (existsSync(target)) continue;
    try {
      linkSync(path, target);
      rmSync(path);
      return target;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      if (code !== 'EPERM' && code !== 'ENOTSUP') throw error;
      // a file system without hard links
      renameSync(path, target);
      return target;
    }
  }
}
