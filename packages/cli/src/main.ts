import http from 'node:http';
import type { Cli } from './door/cli.ts';
import type { ExitCode } from './door/exit-code.ts';
import { realClock } from './door/real-clock.ts';
import { Terminal } from './door/terminal.ts';

/** What a process that was ended by Ctrl-C answers, by convention of shells. */
const interrupted = 130;

/** The edge: the process's streams, signals, environment and clock, handed to a program. */
export async function main(
  run: (cli: Omit<Cli, 'end'>, args: string[]) => Promise<ExitCode>,
): Promise<void> {
  useProxy(process.env);
  const terminal = new Terminal(process, process.env);
  const controller = new AbortController();
  let stoppedAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // one Ctrl-C reaches us twice when a launcher forwards what the terminal sent to both
      if (controller.signal.aborted && performance.now() - stoppedAt < 100) return;
      if (controller.signal.aborted) process.exit(interrupted);
      stoppedAt = performance.now();
      terminal.remark('Stopping at a safe point; press Ctrl-C again to stop at once.');
      controller.abort(new Error(`stopped by ${signal}`));
    });
  // started by the launcher, we end with it: a run that nobody holds would keep the lock
  process.on('disconnect', () => process.exit(interrupted));
  process.channel?.unref();
  // `cortexdb events | head` closes the pipe: the reader has what it wanted
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  process.exitCode = await run(
    {
      terminal,
      env: process.env,
      cwd: process.cwd(),
      stdin: process.stdin,
      clock: realClock,
      fetch,
      signal: controller.signal,
    },
    process.argv.slice(2),
  );
}

/** HTTPS_PROXY and its kin for `fetch` and `https`; a Node without it ignores them as ever. */
function useProxy(env: Record<string, string | undefined>): void {
  const named = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some(
    (name) => env[name],
  );
  if (named && typeof http.setGlobalProxyFromEnv === 'function') http.setGlobalProxyFromEnv();
}
