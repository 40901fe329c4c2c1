import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const script = join(import.meta.dirname, '../../../dashboard/build/ensure-built.ts');

/**
 * Builds the dashboard if its sources changed, in a process of its own that says so in a line on our
 * standard output. Resolves to a sentence when it failed: the server runs without it then.
 */
export async function buildDashboard(): Promise<string | undefined> {
  // an installation that ships the built files has nothing to build from
  if (!existsSync(script)) return undefined;
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'pipe'] });
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    trouble += text;
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      trouble += error.message;
      resolve(null);
    });
    child.on('close', resolve);
  });
  return code === 0
    ? undefined
    : `The dashboard could not be built; everything else works. Run "npm run build -w @belay/dashboard" to see why.\n${trouble.trim()}`;
}
