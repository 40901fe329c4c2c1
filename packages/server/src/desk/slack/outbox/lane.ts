import type { SlackPoster } from '@belay/slack/client/poster';
import type { Scheduler } from '@belay/slack/client/scheduler';
import type { Context } from '../../../context.ts';

/** The installation that this process writes for while it holds its lease. */
export interface OutboxPlace {
  ctx: Context;
  tenant: string;
  installation: string;
  /** ms; the clock of all waiting here */
  now(): number;
  /** asked right before each request: another process may have taken over while this one stood still */
  isOurs(): boolean;
  /** as `posterOf` */
  poster(refused?: SlackPoster): Promise<SlackPoster>;
  /** the budget that all of this process share there */
  scheduler(): Scheduler;
}

/** Something that is shown in Slack beside the posts, and has a budget of its own. */
export interface Lane {
  /** a member of what is looked for, `find-due.ts` */
  name: 'lost' | 'redraws' | 'receipts' | 'homes' | 'files';
  /**
   * Does what is due, the newest state alone, until nothing is or the signal aborts. Answers after
   * how many ms there may be more to do without anybody ringing; undefined: when it rings. What it
   * throws is told, and tried again.
   */
  run(place: OutboxPlace, signal: AbortSignal): Promise<number | undefined>;
}
