import { MemoryError } from '../ports.ts';
import type { Run } from './run.ts';

const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/** The memory stayed away longer than the run's patience, or refuses us: the run ends here. */
export class MemoryGone extends Error {
  override readonly name = 'MemoryGone';
}

/** Refusals of us, not of one request: nothing else would go through either. */
const endsTheRun = new Set([
  'MISSING_TOKEN',
  'INVALID_TOKEN_SIGNATURE',
  'TOKEN_EXPIRED',
  'TOKEN_REVOKED',
  'ACTOR_MISMATCH',
  'WRONG_TENANT',
  'POLICY_DENIED',
  'NOT_A_CORTEXDB',
  'UNREGISTERED_SCOPE_TYPE',
]);

/**
 * Does one thing with the memory, holding on while it is down, slow or full: the intake stands
 * still meanwhile and no certificate moves (SYN-6). Throws `MemoryGone` once patience is over, and
 * the memory's own error when it refuses this one thing for good.
 */
export async function hold<T>(run: Run, attempt: () => Promise<T>): Promise<T> {
  const began = run.clock.now();
  for (let wait = firstWaitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MemoryError)) throw error;
      const now = run.clock.now();
      const pause = error.retryAfterMs ?? wait;
      if (!error.retriable && !endsTheRun.has(error.code.toUpperCase())) throw error;
      if (!error.retriable || now + pause - began > run.rules.patienceMs) {
        run.tally.fail({ kind: 'memory', code: error.code, message: error.message });
        run.stop.throw('failed');
        throw new MemoryGone(error.message, { cause: error });
      }
      const retryAt = now + pause;
      run.tally.say({ type: 'held', code: error.code, message: error.message, retryAt });
      await run.clock.sleep(pause, run.stop.signal);
    }
  }
}
