import type { JobOptions } from '../../jobs/add-job.ts';

/** One webhook is told one thing after another: a slow one keeps nobody else waiting. */
export function deliveryJob(webhook: string, delivery: string): JobOptions {
  return { queue: `webhook:${webhook}`, key: `delivery:${delivery}` };
}
