import { type ExitCode, exitCode } from './exit-code.ts';

/** A failure in words: what is wrong, what to do next, and how the program ends. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** UPPER_SNAKE, for `--json` */
  readonly code: string;
  readonly next: string | undefined;

  constructor(
    code: string,
    message: string,
    options: ErrorOptions & { next?: string; exitCode?: ExitCode } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.next = options.next;
    this.exitCode = options.exitCode ?? exitCode.failed;
  }
}
