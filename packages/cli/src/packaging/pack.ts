import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import './build.ts';

/**
 * `npm run pack -w packages/cli [-- <folder>]`: builds, then packs. A `prepack` script would not
 * do: the checkout's .npmrc turns lifecycle scripts off.
 */
const root = join(import.meta.dirname, '../..');
const target = process.argv[2] ?? process.env.INIT_CWD ?? root;
const packed = spawnSync('npm', ['pack', '--pack-destination', target], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = packed.status ?? 1;
