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
    // what is on its way when it stops is left to nobody's search
    drainMs: 10_000,
  },
  sweepMs: 250,
  channelMs: 5,
  lookMs: [60, 200],
  lookAgainMs: 100,
  pauseMs: 30,
  longestPauseMs: 200,
};
