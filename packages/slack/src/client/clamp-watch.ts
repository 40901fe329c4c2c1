import type { Scheduler } from './scheduler.ts';

const clampedPage = 15;
const clampedPerMinute = 1;
const enough = 2;

/**
 * Notices an app that Slack holds to one request of 15 messages a minute: two pages in a row of
 * exactly 15, with more to come, when more was asked. Then history and replies are planned so.
 */
export class ClampWatch {
  clamped = false;
  #inARow = 0;
  readonly #scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** One served page, as the server counted it. */
  saw(page: { served: number; hasMore: boolean; asked: number }): void {
    if (this.clamped || page.asked <= clampedPage) return;
    // a short last page says nothing either way
    if (!page.hasMore) return;
    this.#inARow = page.served === clampedPage ? this.#inARow + 1 : 0;
    if (this.#inARow < enough) return;
    this.clamped = true;
    for (const method of ['conversations.history', 'conversations.replies'])
      this.#scheduler.plan(method, clampedPerMinute);
  }
}
