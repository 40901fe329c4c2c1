import { MemoryError } from '@belay/connector/ports';
import { isDiskFull } from '../ledger/sqlite-errors.ts';
import { ApiError } from '../memory/api-error.ts';
import { CliError } from './cli-error.ts';
import { exitCode } from './exit-code.ts';

/** Any failure as a sentence, the next step and an exit code. The cause is kept. */
export function explain(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof MemoryError) return explainMemory(error);
  if (isDiskFull(error) || codeOf(error) === 'ENOSPC')
    return new CliError('DISK_FULL', 'This disk is full, so the ledger could not be written.', {
      next: 'Free some space and run the same command again; nothing was lost or written twice.',
      cause: error,
    });
  if (codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS')
    return new CliError('NOT_WRITABLE', messageOf(error), {
      next: 'Give this user access to that path, or choose another folder with --config-dir.',
      cause: error,
    });
  return new CliError('UNEXPECTED', messageOf(error), { cause: error });
}

function explainMemory(error: MemoryError): CliError {
  const status = error instanceof ApiError ? error.status : undefined;
  const advice = adviceFor(error, status);
  return new CliError(error.code, sentence(error.message), {
    cause: error,
    ...(advice === undefined ? {} : { next: advice }),
    exitCode: status === 401 ? exitCode.signIn : exitCode.failed,
  });
}

function adviceFor(error: MemoryError, status: number | undefined): string | undefined {
  if (error.code === 'UNREACHABLE')
    return 'Start the server with `npm start`, or name another one with --endpoint or CORTEXDB_URL.';
  if (error.code === 'TIMEOUT') return 'Run the same command again; nothing is written twice.';
  if (status === 401)
    return 'Run `cortexdb init` (with --force for a new identity), or check --api-key and --actor.';
  if (status === 403)
    return 'Use a scope that the token covers (`cortexdb auth whoami` shows it), or a token with that capability.';
  if (status === 404 && error.code.startsWith('HTTP_'))
    return 'This address does not answer like a CortexDB: check --endpoint or CORTEXDB_URL.';
  if (status === 429)
    return `Wait ${Math.ceil((error.retryAfterMs ?? 60_000) / 1000)} s and run the same command again.`;
  if (status === 507)
    return 'The disk of the memory is full: free space there and run again; nothing was lost or written twice.';
  if (error.retriable) return 'Run the same command again in a moment; nothing is written twice.';
  return undefined;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
