import { BelayError } from '@belay/contract/error';

export interface Rate {
  /** at once */
  burst: number;
  /** and then */
  perSecond: number;
}

/** How often something may be done, for each who does it; in this process. */
export interface Allowance {
  /** Counts one. Throws 429 with the time to wait; what is refused isn't counted. */
  spend(who: string): void;
}

/** Whoever came first is forgotten first, and begins anew: better than a memory that grows. */
const mostKnown = 50_000;

export function createAllowance(
  { burst, perSecond }: Rate,
  now: () => number,
  sentence = 'That is more than one visitor may send.',
): Allowance {
  const known = new Map<string, { left: number; at: number }>();
  return {
    spend(who) {
      const at = now();
      const before = known.get(who) ?? { left: burst, at };
      const left = Math.min(burst, before.left + ((at - before.at) / 1000) * perSecond);
      if (left < 1) {
        const wait = Math.max(1, Math.ceil((1 - left) / perSecond));
        throw new BelayError('RATE_LIMITED', `${sentence} Wait a moment and send it again.`, {
          retry_after_s: wait,
        });
      }
      known.delete(who);
      known.set(who, { left: left - 1, at });
      const [oldest] = known.keys();
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    },
  };
}
