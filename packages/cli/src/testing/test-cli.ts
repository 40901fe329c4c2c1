import { Readable } from 'node:stream';
import type { Cli } from '../door/cli.ts';
import type { ExitCode } from '../door/exit-code.ts';
import { Terminal } from '../door/terminal.ts';

export interface TestWorld {
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** ms since the epoch; real time when left out */
  now?: number;
  stdin?: string;
  isTTY?: boolean;
  /** default 100 */
  columns?: number;
  signal?: AbortSignal;
}

/** A world that a command can be run in: what it wrote is in `out` and `err`. */
export function testCli(world: TestWorld = {}) {
  const written = { out: '', err: '' };
  const env = world.env ?? {};
  const streams = {
    stdout: {
      write: (text: string) => {
        written.out += text;
      },
      isTTY: world.isTTY ?? false,
      columns: world.columns ?? 100,
    },
    stderr: {
      write: (text: string) => {
        written.err += text;
      },
      isTTY: world.isTTY ?? false,
    },
  };
  const ended: { code: ExitCode | undefined } = { code: undefined };
  const cli: Cli = {
    terminal: new Terminal(streams, env),
    env,
    cwd: world.cwd ?? '/',
    stdin: Readable.from(world.stdin === undefined ? [] : [world.stdin]),
    clock: {
      now: () => world.now ?? Date.now(),
      sleep: () => Promise.resolve(),
    },
    fetch,
    signal: world.signal ?? new AbortController().signal,
    end: (code) => {
      ended.code = code;
    },
  };
  return { cli, written, ended };
}
