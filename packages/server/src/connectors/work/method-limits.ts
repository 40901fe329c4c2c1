import type { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { WorkerStatus } from '../status/worker-status.ts';

/** What Slack's limits are now, for the methods that were used. */
export function methodLimits(
  workspace: Pick<SlackWorkspace, 'plan' | 'usage'>,
): Pick<WorkerStatus, 'limits' | 'clamped'> {
  const { clamped, methods } = workspace.plan();
  const used = workspace.usage();
  const limits = Object.entries(methods).flatMap(([method, { perMinute, left }]) => {
    const usage = used[method];
    if (perMinute === undefined || !usage) return [];
    const { requests, rejected } = usage;
    return [
      {
        method,
        per_minute: perMinute,
        left: left ?? perMinute,
        used_total: requests,
        rejected_total: rejected,
      },
    ];
  });
  return { clamped, limits };
}
