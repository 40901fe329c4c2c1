import { spawn } from 'node:child_process';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../main.ts');

/**
 * Whoever is started from here on finds our modules compiled: half of what a start costs the
 * processor. Only a process that ends in order writes them down, and many of ours are killed, so
 * one is run for that. They stay for the next run; a module that changed is compiled anew.
 */
export async function warmPrograms(): Promise<void> {
  process.env.NODE_COMPILE_CACHE = join(tmpdir(), `belay-compiled-${userInfo().uid}`);
  const child = spawn(process.execPath, [main, '--help'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
}
