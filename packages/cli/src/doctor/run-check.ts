import type { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { explainSync } from '../sync/explain-sync.ts';
import type { Finding } from './finding.ts';

/** Long enough for a slow server, short enough for somebody who waits at a terminal. */
const defaultPatienceMs = 20_000;

/** A check with its own time limit; `stop` is aborted when that is over, or by Ctrl-C. */
export type Check = (stop: AbortSignal) => Promise<Finding[]>;

/**
 * Runs one check by itself. Whatever it meets becomes a finding, so that a check-up of something
 * half broken still shows the other half. Only Ctrl-C is thrown on.
 */
export async function runCheck(
  name: string,
  check: Check,
  signal: AbortSignal,
  patienceMs = defaultPatienceMs,
): Promise<Finding[]> {
  const timeout = AbortSignal.timeout(patienceMs);
  const stop = AbortSignal.any([signal, timeout]);
  try {
    return await Promise.race([check(stop), aborted(stop)]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (timeout.aborted)
      return [
        {
          check: name,
          verdict: 'fail',
          message: `There was no answer within ${patienceMs / 1000} s.`,
          next: 'Check the network and the address, then run doctor again.',
        },
      ];
    return [findingOf(name, explainSync(error))];
  }
}

/** A failure in words as a finding. */
export function findingOf(check: string, error: CliError): Finding {
  return {
    check,
    verdict: 'fail',
    message: error.message,
    ...(error.next === undefined ? {} : { next: error.next }),
    ...(error.exitCode === exitCode.signIn ? { isSignIn: true } : {}),
    details: { code: error.code },
  };
}

/** Rejects with the signal's reason: a check that never listens is left behind. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });
}
