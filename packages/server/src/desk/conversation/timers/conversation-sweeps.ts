import type { Context } from '../../../context.ts';
import { closeIdle } from './close-idle.ts';
import { expireQuiet, warnOfQuiet } from './expire-quiet.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

/** The timers of conversations are rows: whoever looks first moves them, by conditional updates. */
export const conversationSweeps = [
  {
    name: 'quiet owners and snoozes',
    everyMs: 1_000,
    async run(ctx: Context) {
      await wakeSnoozed(ctx);
      await expireQuiet(ctx);
      await warnOfQuiet(ctx);
    },
  },
  { name: 'idle conversations', everyMs: 60_000, run: closeIdle },
];
