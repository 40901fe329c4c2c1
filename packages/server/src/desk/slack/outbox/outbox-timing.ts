import { type LeaseTiming, leaseTiming } from '../../../connectors/lease/lease-timing.ts';

/** How the outbox paces itself, ms. */
export interface OutboxTiming {
  lease: LeaseTiming;
  /** between two looks at what is due without a word: what a lost notice costs */
  sweepMs: number;
  /** between two messages in one channel */
  channelMs: number;
  /** after an outcome that nobody knows: when it is looked for, since it was sent */
  lookMs: readonly [first: number, second: number];
  /** and again, where Slack can't be asked just then */
  lookAgainMs: number;
  /** after a failure of all of Slack: the first pause, doubled up to the longest */
  pauseMs: number;
  longestPauseMs: number;
  /** what a person has to mend is tried again so often, by one post */
  probeMs: number;
  /** what can't be sent for so long is parked */
  giveUpMs: number;
  /** an escalation that waits so long for Slack itself is told elsewhere, too */
  rerouteMs: number;
}

export const outboxTiming: OutboxTiming = {
  // short, because nobody else may post meanwhile; an owner that died frees its own at once
  lease: { ...leaseTiming, leaseMs: 15_000, heartbeatMs: 3_000, sweepMs: 1_000, marginMs: 4_000 },
  sweepMs: 5_000,
  // Slack's second, and what may differ on the way there
  channelMs: 1_020,
  lookMs: [5_000, 30_000],
  lookAgainMs: 10_000,
  pauseMs: 1_000,
  longestPauseMs: 60_000,
  probeMs: 5 * 60_000,
  giveUpMs: 24 * 3_600_000,
  rerouteMs: 2 * 60_000,
};
