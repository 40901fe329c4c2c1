import type { Readable } from 'node:stream';
import type { Clock } from '@belay/connector/ports';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What a command may touch of the world; made once at the edge, replaced in tests. */
export interface Cli {
  terminal: Terminal;
  env: Record<string, string | undefined>;
  cwd: string;
  stdin: Readable;
  clock: Clock;
  fetch: typeof fetch;
  /** aborted by the first Ctrl-C */
  signal: AbortSignal;
  /** the exit code of a command that ends without an error */
  end(code: ExitCode): void;
}

/** Flags that every command takes, before or after its name. */
export interface GlobalFlags {
  endpoint?: string;
  apiKey?: string;
  actor?: string;
  scope?: string;
  configDir?: string;
  config?: string;
  json?: boolean;
}
