import type { SyncReport } from '@belay/connector/progress';
import { type ExitCode, exitCode } from '../door/exit-code.ts';

/** Codes after which only a new sign-in helps, at Slack or at the memory. */
const signInCodes: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'actor_mismatch',
  'invalid_token_signature',
  'missing_token',
]);

/** How a run's outcome ends the program (CLI-5). */
export function reportExit(report: SyncReport): ExitCode {
  if (report.outcome === 'done') return exitCode.done;
  if (report.outcome !== 'failed') return exitCode.partial;
  return report.failures.some((failure) => signInCodes.has(failure.code.toLowerCase()))
    ? exitCode.signIn
    : exitCode.failed;
}
