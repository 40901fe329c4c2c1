import { type Limits, type Reference, runBackfill } from './backfill-run.ts';

/** One case of `bench backfill` in a process of its own, so that none bears another's memory. */
process.once('message', async ({ reference, limits }: { reference: Reference; limits: Limits }) => {
  const result = await runBackfill(reference, limits);
  process.send?.({ ...result, peakMiB: process.resourceUsage().maxRSS / 1024 });
  process.disconnect();
});
