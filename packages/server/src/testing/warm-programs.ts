import { spawn } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../main.ts');

/**
 * Whoever is started from here on finds our modules compiled in `folder`: half of what a start
 * costs the processor. Only a process that ends in order writes there, and many of ours are killed,
 * so one is run to fill it.
 */
export async function warmPrograms(folder: string): Promise<void> {
  process.env.NODE_COMPILE_CACHE = folder;
  const child = spawn(process.execPath, [main, '--help'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
}
