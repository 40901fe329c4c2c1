import { type LeaseTiming, leaseTiming } from '../lease/lease-timing.ts';

/** How workers pace themselves, ms. */
export interface WorkTiming {
  lease: LeaseTiming;
  /** after a run that failed: the first pause, doubled up to the longest */
  retryMs: number;
  longestRetryMs: number;
  /** after a refusal that only a person mends: Slack is asked no more often */
  refusedMs: number;
  /** between two writes of the status */
  statusMs: number;
  /** between two progress rows of the lifecycle */
  lifecycleMs: number;
  /** a status that does not change is told again, so that nobody takes its worker for gone */
  toldMs: number;
  /** real time: between two cycles of audits; events are taken as they come */
  auditMs: number;
}

export const workTiming: WorkTiming = {
  lease: leaseTiming,
  retryMs: 5_000,
  longestRetryMs: 5 * 60_000,
  refusedMs: 3 * 60_000,
  statusMs: 1_000,
  lifecycleMs: 2_000,
  toldMs: 20_000,
  auditMs: 10 * 60_000,
};
