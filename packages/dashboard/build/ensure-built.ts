import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce } from '../../../scripts/build/build-once.ts';
import { runVite } from '../../../scripts/build/run-vite.ts';
import { firstPageBytes } from './first-page-bytes.ts';

const root = join(import.meta.dirname, '..');

/** What the built files depend on. */
const sources = [
  'src',
  'public',
  'build',
  'index.html',
  'package.json',
  'vite.config.ts',
  '../contract/src',
  '../../scripts/build',
  '../../package-lock.json',
];

/**
 * Builds the dashboard into `dist` if its sources changed since the last build, and says so in one
 * line. Returns the folder.
 */
export async function ensureBuilt(say: (line: string) => void = console.log): Promise<string> {
  const started = performance.now();
  const { dist, isNew } = await buildOnce(root, sources, (folder) =>
    runVite(root, ['build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']),
  );
  if (!isNew) return dist;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { script, style } = firstPageBytes(dist);
  say(
    `Built the dashboard in ${seconds} s (first page: ${kB(script)} of script, ${kB(style)} of style, gzip).`,
  );
  return dist;
}

const kB = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
