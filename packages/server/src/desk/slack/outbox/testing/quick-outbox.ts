import { type OutboxTiming, outboxTiming } from '../outbox-timing.ts';

/** The product's timing, many times as quick. */
export const quickOutbox: OutboxTiming = {
  ...outboxTiming,
  lease: {
    ...outboxTiming.lease,
    // longer than a busy machine stands still: whoever lost it would begin anew
    leaseMs: 20_000,
    heartbeatMs: 600,
    sweepMs: 50,
    marginMs: 600,
    drainMs: 300,
  },
  sweepMs: 250,
  channelMs: 5,
  lookMs: [60, 200],
  lookAgainMs: 100,
  pauseMs: 30,
  longestPauseMs: 200,
};
