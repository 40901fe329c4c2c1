import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstPageBytes } from './first-page-bytes.ts';
import { sourceDigest } from './source-digest.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.sources');

/** What the built files depend on. */
const sources = [
  'src',
  'public',
  'build',
  'index.html',
  'package.json',
  'vite.config.ts',
  '../contract/src',
  '../../package-lock.json',
];

/**
 * Builds the dashboard into `dist` if its sources changed since the last build, and says so in one
 * line. Returns the folder.
 */
export async function ensureBuilt(say: (line: string) => void = console.log): Promise<string> {
  const digest = sourceDigest(root, sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return dist;
  const started = performance.now();
  // only who builds pays for loading Vite
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
  writeFileSync(stamp, digest);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { script, style } = firstPageBytes(dist);
  say(
    `Built the dashboard in ${seconds} s (first page: ${kB(script)} of script, ${kB(style)} of style, gzip).`,
  );
  return dist;
}

const kB = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
