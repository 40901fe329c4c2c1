import { type Allowance, createAllowance } from './allowance.ts';

/** What visitors may do how often (SEC-4). A whole office may sit behind one address. */
export interface VisitorLimits {
  /** of one token, whatever it asks */
  requests: Allowance;
  /** what one visitor writes */
  messages: Allowance;
  uploads: Allowance;
  /** of one address, whoever asks */
  address: Allowance;
  newcomers: Allowance;
}

export function createVisitorLimits(now: () => number): VisitorLimits {
  const ofAddress = 'That is more than may come from one address.';
  return {
    requests: createAllowance({ burst: 240, perSecond: 8 }, now),
    messages: createAllowance({ burst: 25, perSecond: 1 }, now),
    uploads: createAllowance({ burst: 20, perSecond: 0.2 }, now),
    address: createAllowance({ burst: 2_000, perSecond: 100 }, now, ofAddress),
    newcomers: createAllowance({ burst: 600, perSecond: 1 }, now, ofAddress),
  };
}
