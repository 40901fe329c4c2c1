import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce } from '../../../scripts/build/build-once.ts';
import { runVite } from '../../../scripts/build/run-vite.ts';
import { widgetBytes } from './widget-bytes.ts';

const root = join(import.meta.dirname, '..');

/** What the built files depend on; of the contract they hold types alone. */
const sources = [
  'src',
  'build',
  'index.html',
  'package.json',
  'vite.config.ts',
  '../../scripts/build',
  '../../package-lock.json',
];

/**
 * Builds loader and frame into `dist` if their sources changed since the last build, and says so in
 * one line. Returns the folder.
 */
export async function ensureBuilt(say: (line: string) => void = console.log): Promise<string> {
  const started = performance.now();
  const { dist, isNew } = await buildOnce(root, sources, async (folder) => {
    const into = ['build', '--outDir', folder, '--logLevel', 'warn'];
    await runVite(root, [...into, '--emptyOutDir']);
    await runVite(root, [...into, '--emptyOutDir', 'false', '--mode', 'loader']);
  });
  if (!isNew) return dist;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { loader, frame } = widgetBytes(dist);
  say(
    `Built the widget in ${seconds} s (loader: ${kB(loader)}, frame: ${kB(frame)} before the first message, gzip).`,
  );
  return dist;
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
