import type { Task } from '../../jobs/tasks.ts';

/** One try at telling a webhook. */
export const deliverWebhook: Task<{ tenant: string; delivery: string }> = async () => {
  throw new Error('not built yet');
};
