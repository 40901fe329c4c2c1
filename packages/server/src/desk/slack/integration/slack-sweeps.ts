import type { Sweep } from '../../../jobs/sweeps.ts';
import { refreshChannels } from '../channels/refresh-channels.ts';
import { dropRootless } from '../log/drop-rootless.ts';
import { sweepPosts } from '../log/sweep-posts.ts';

/** What is looked after without anybody asking. */
export const slackSweeps: Sweep[] = [
  { name: 'channels in Slack', everyMs: 60_000, run: refreshChannels },
  { name: 'posts in Slack without a root', everyMs: 600_000, run: dropRootless },
  { name: 'old posts in Slack', everyMs: 3_600_000, run: sweepPosts },
];
