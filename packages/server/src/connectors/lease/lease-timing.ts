/** How leases are kept, ms. Others are tried for at the moment at which they end. */
export interface LeaseTiming {
  leaseMs: number;
  heartbeatMs: number;
  /** between two looks at all installations: what a lost notice costs */
  sweepMs: number;
  /** an owner that could not renew gives up so long before its lease ends */
  marginMs: number;
  /** runs get this long to reach a safe point */
  drainMs: number;
  /** a clock that never goes back, ms */
  elapsed(): number;
}

export const leaseTiming: LeaseTiming = {
  leaseMs: 30_000,
  heartbeatMs: 10_000,
  sweepMs: 5_000,
  marginMs: 5_000,
  drainMs: 5_000,
  elapsed: () => performance.now(),
};
