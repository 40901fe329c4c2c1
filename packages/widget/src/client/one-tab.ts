import type { WidgetEvent } from '@belay/contract/desk/stream';
import { browser } from './browser.ts';
import type { Phase } from './follow.ts';

/** What tabs of one browser tell each other. */
export type TabMessage =
  | { kind: 'event'; event: WidgetEvent; id: string | null }
  | { kind: 'phase'; phase: Phase }
  /** the stream began anew: something may have been missed, in every tab */
  | { kind: 'gap' }
  | { kind: 'who' }
  /** the visitor is another one now, or nobody */
  | { kind: 'changed' };

interface TabDeps {
  isInSight(): boolean;
  setTimer(callback: () => void, ms: number): unknown;
}

/** A holder that is asleep (a phone's tab in the background) doesn't answer within this, ms. */
const answerMs = 1_500;

/**
 * One tab holds the stream and tells the others. The lock falls with its tab; a tab in sight whose
 * holder doesn't answer takes it. Without locks (plain http) each tab holds its own.
 */
export class OneTab {
  readonly #name: string;
  readonly #channel: BroadcastChannel;
  readonly #on: { hold(): void; loose(): void; hear(message: TabMessage): void };
  readonly #deps: TabDeps;
  #isHolder = false;
  #isClosed = false;
  #answered = true;
  #phase: Phase = 'connecting';

  constructor(
    agent: string,
    on: { hold(): void; loose(): void; hear(message: TabMessage): void },
    deps: TabDeps = {
      isInSight: () => document.visibilityState === 'visible',
      setTimer: browser.setTimer,
    },
  ) {
    this.#deps = deps;
    this.#name = `belay:${agent}`;
    this.#on = on;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#hear(data);
  }

  start(): void {
    this.#request(false);
    this.check();
  }

  tell(message: TabMessage): void {
    if (message.kind === 'phase') this.#phase = message.phase;
    this.#channel.postMessage(message);
  }

  /** In sight again: whoever holds the stream must be awake. */
  check(): void {
    if (this.#isHolder || !navigator.locks) return;
    this.#answered = false;
    this.#channel.postMessage({ kind: 'who' } satisfies TabMessage);
    this.#deps.setTimer(() => {
      if (!this.#answered && !this.#isHolder && this.#deps.isInSight()) this.#request(true);
    }, answerMs);
  }

  /** Hears and says nothing more. */
  close(): void {
    this.#channel.close();
    this.#isClosed = true;
  }

  #request(steal: boolean): void {
    if (!navigator.locks) {
      this.#isHolder = true;
      this.#on.hold();
      return;
    }
    navigator.locks
      .request(`${this.#name}:stream`, { steal }, () => {
        this.#isHolder = true;
        this.#on.hold();
        // held until the tab goes, or somebody takes it
        return new Promise<never>(() => undefined);
      })
      .catch(() => {
        if (!this.#isHolder) return;
        this.#isHolder = false;
        this.#on.loose();
        if (!this.#isClosed) this.#request(false);
      });
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'who') {
      if (this.#isHolder) this.tell({ kind: 'phase', phase: this.#phase });
      return;
    }
    this.#answered = true;
    this.#on.hear(message);
  }
}
