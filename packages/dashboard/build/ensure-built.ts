import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
  // beside the old one, which is served meanwhile; two processes may build at once
  const next = join(root, 'node_modules', `.belay-build-${process.pid}`);
  try {
    await runVite(['build', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn']);
    writeFileSync(join(next, '.sources'), digest);
    replaceFolder(dist, next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { script, style } = firstPageBytes(dist);
  say(
    `Built the dashboard in ${seconds} s (first page: ${kB(script)} of script, ${kB(style)} of style, gzip).`,
  );
  return dist;
}

/** In a process of its own: a test's NODE_ENV would give the slow React that is meant for work on it. */
async function runVite(args: string[]): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('vite/package.json');
  const child = spawn(process.execPath, [join(dirname(manifest), 'bin/vite.js'), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    trouble += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The dashboard could not be built.\n${trouble.trim()}`);
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

const kB = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
