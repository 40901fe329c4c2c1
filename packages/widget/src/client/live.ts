import type { WidgetEvent } from '@belay/contract/desk/stream';
import type { Api } from './api.ts';
import { browser } from './browser.ts';
import { follow, type Phase } from './follow.ts';
import { OneTab } from './one-tab.ts';

export interface LiveNews {
  event(event: WidgetEvent): void;
  /** something may have been missed: what is shown is to be read again */
  gap(): void;
  phase(phase: Phase): void;
  /** 401: the token isn't known any more; 403: blocked */
  refused(status: number): void;
  /** another tab changed who the visitor is */
  changed(): void;
}

/** The visitor's live stream, held by one tab for all; each goes on where the last one was. */
export class Live {
  readonly #api: Pick<Api, 'stream'>;
  readonly #token: () => string | null;
  readonly #news: LiveNews;
  readonly #tabs: OneTab;
  #stream: ReturnType<typeof follow> | null = null;
  /** whose stream it is */
  #of: string | null = null;
  #isHolder = false;
  #lastId: string | null = null;

  constructor(agent: string, api: Pick<Api, 'stream'>, token: () => string | null, news: LiveNews) {
    this.#api = api;
    this.#token = token;
    this.#news = news;
    this.#tabs = new OneTab(agent, {
      hold: () => {
        this.#isHolder = true;
        this.open();
      },
      loose: () => {
        this.#isHolder = false;
        this.#stop();
      },
      hear: (message) => {
        if (message.kind === 'event') this.#hear(message.event, message.id);
        else if (message.kind === 'phase') this.#news.phase(message.phase);
        else if (message.kind === 'gap') this.#news.gap();
        else if (message.kind === 'changed') this.#news.changed();
      },
    });
  }

  start(): void {
    this.#tabs.start();
  }

  /** Follows, if this tab is the one that does and there is a visitor to follow. */
  open(): void {
    const token = this.#token();
    if (!this.#isHolder || token === null || this.#of === token) return;
    this.#stop();
    this.#of = token;
    this.#stream = follow(
      { ...browser, open: (lastId, signal) => this.#api.stream(lastId, signal) },
      {
        event: (event, id) => {
          this.#tabs.tell({ kind: 'event', event, id });
          this.#hear(event, id);
        },
        gap: () => {
          this.#tabs.tell({ kind: 'gap' });
          this.#news.gap();
        },
        phase: (phase) => {
          this.#tabs.tell({ kind: 'phase', phase });
          this.#news.phase(phase);
        },
        refused: ({ status }) => this.#news.refused(status),
      },
      this.#lastId,
    );
  }

  /** The visitor is another one now: nothing of the former one's stream goes on. */
  end(): void {
    this.#lastId = null;
    this.#stop();
  }

  /** Tells the other tabs. */
  tellChanged(): void {
    this.#tabs.tell({ kind: 'changed' });
  }

  /** Online, awake or in sight again. */
  wake(): void {
    this.#tabs.check();
    this.#stream?.nudge();
  }

  #stop(): void {
    this.#stream?.stop();
    this.#stream = null;
    this.#of = null;
  }

  #hear(event: WidgetEvent, id: string | null): void {
    if (id !== null) this.#lastId = id;
    this.#news.event(event);
    if (event.kind === 'reset') this.#news.gap();
  }
}
