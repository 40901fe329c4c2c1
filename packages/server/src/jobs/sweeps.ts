import type { Context } from '../context.ts';
import { settleLostRuns } from '../desk/actions/settle-lost-runs.ts';
import { sweepTold } from '../desk/announce/sweep-told.ts';
import { conversationSweeps } from '../desk/conversation/timers/conversation-sweeps.ts';
import { sweepFiles } from '../desk/files/sweep-files.ts';
import { adoptOrphans } from '../desk/knowledge/teach/adopt-orphans.ts';
import { climbLadders } from '../desk/ladder/climb-ladders.ts';
import { sweepGone } from '../desk/live/presence.ts';
import { pruneNews } from '../desk/live/prune-news.ts';
import { sendDigests } from '../desk/slack/digest/send-digests.ts';
import { sweepHeld } from '../desk/slack/hear/held/sweep-held.ts';
import { sweepHeard } from '../desk/slack/hear/store/sweep-heard.ts';
import { slackSweeps } from '../desk/slack/integration/slack-sweeps.ts';
import { sweepSilent } from '../desk/visitors/sweep-silent.ts';
import {
  removeUnused,
  renewTokens,
  sweepStates,
} from '../slack-app/install/sweep-installations.ts';
import { unlockDeadWorkers } from './unlock-dead-workers.ts';

/** Work that is found by looking: timers that are rows, and what nobody wants any more. */
export interface Sweep {
  name: string;
  everyMs: number;
  /** every process may run it at the same time as others: rows decide, by conditional updates */
  run(ctx: Context, signal: AbortSignal): Promise<unknown>;
}

export const sweeps: Sweep[] = [
  { name: 'sources without a job', everyMs: 60_000, run: adoptOrphans },
  ...conversationSweeps,
  { name: 'ladders', everyMs: 1_000, run: climbLadders },
  { name: 'daily digests', everyMs: 30_000, run: sendDigests },
  { name: 'Slack tokens', everyMs: 5_000, run: renewTokens },
  { name: 'unused Slack workspaces', everyMs: 600_000, run: removeUnused },
  { name: 'ways to Slack', everyMs: 3_600_000, run: sweepStates },
  { name: 'visitors who left', everyMs: 5_000, run: (ctx) => sweepGone(ctx.pool, ctx.desk) },
  { name: 'visitors who never spoke', everyMs: 3_600_000, run: sweepSilent },
  { name: 'held lines', everyMs: 5_000, run: sweepHeld },
  { name: 'what was heard in Slack', everyMs: 60_000, run: sweepHeard },
  { name: 'unsent files', everyMs: 3_600_000, run: sweepFiles },
  { name: 'old news', everyMs: 600_000, run: (ctx) => pruneNews(ctx.pool, ctx.now()) },
  { name: 'dead workers', everyMs: 5_000, run: (ctx) => unlockDeadWorkers(ctx.pool) },
  { name: 'lost action runs', everyMs: 15_000, run: settleLostRuns },
  { name: 'old deliveries and letters', everyMs: 3_600_000, run: sweepTold },
  ...slackSweeps,
];
