import type { Context } from '../../context.ts';
import type { Fence } from '../lease/fence.ts';
import { sentenceFor } from './sentence-for.ts';
import type { StatusBook, ToldStatus } from './status-book.ts';
import type { WorkTiming } from './work-timing.ts';
import { writeStatus } from './write-status.ts';

export interface StatusWriterOptions {
  ctx: Context;
  fence: Fence;
  connector: { uuid: string; publicId: string; scope: string };
  book: StatusBook;
  timing: WorkTiming;
  /** what the limits are now */
  limits(): Pick<ToldStatus, 'limits' | 'clamped'>;
  /** asked while the backfill isn't whole yet */
  isBackfilled(): Promise<boolean>;
}

/** Writes what a book says: at most once a second, and never not at all. */
export class StatusWriter {
  readonly #options: StatusWriterOptions;
  readonly #ticking: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  #last = {
    text: '',
    at: Number.NEGATIVE_INFINITY,
    newsText: '',
    newsAt: Number.NEGATIVE_INFINITY,
  };
  #isBusy = false;

  constructor(options: StatusWriterOptions) {
    this.#options = options;
    this.#ticking = setInterval(() => this.tick(), options.timing.statusMs);
  }

  /** Writes soon, unless it is writing already. */
  tick(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#writing = this.#write().finally(() => {
      this.#isBusy = false;
    });
  }

  /** Writes what is left, for the last time. */
  async close(): Promise<void> {
    clearInterval(this.#ticking);
    await this.#writing;
    await this.#write();
  }

  async #write(): Promise<void> {
    const { ctx, fence, connector, book, timing, limits } = this.#options;
    const flow = book.takeFlow();
    try {
      const now = ctx.now();
      if (!book.isBackfilled && (await this.#options.isBackfilled())) book.backfilled(true, now);
      const status = book.status(now, limits());
      const moved = Object.values(flow).some((n) => n > 0);
      const text = JSON.stringify({ ...status, limits: [] });
      const isNews = moved || text !== this.#last.text;
      if (!isNews && now - this.#last.at < timing.toldMs) return;
      const progress = book.progress(status);
      const newsText = JSON.stringify(progress);
      const tells =
        newsText !== this.#last.newsText && now - this.#last.newsAt >= timing.lifecycleMs;
      const news = tells
        ? {
            scope: connector.scope,
            progress: {
              ...progress,
              connector_id: connector.publicId,
              sentence: sentenceFor(status),
            },
          }
        : undefined;
      if (!(await writeStatus(ctx.pool, fence, { connector: connector.uuid, status, flow, news })))
        return;
      this.#last = {
        ...this.#last,
        text,
        at: now,
        ...(tells ? { newsText, newsAt: now } : {}),
      };
      if (tells) ctx.feed.wake();
    } catch (error) {
      book.giveBack(flow);
      ctx.log.warn({ connector: connector.uuid, err: error }, 'a status could not be written');
    }
  }
}
