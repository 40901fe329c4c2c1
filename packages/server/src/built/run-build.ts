import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Runs an `ensure-built.ts` in a process of its own that says what it built in a line on our standard
 * output. Resolves to its trouble, if it had any.
 */
export async function runBuild(script: string): Promise<string | undefined> {
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
  return code === 0 ? undefined : trouble.trim();
}
