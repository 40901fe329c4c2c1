import type { SyncReport } from '@belay/connector/progress';
import { span } from './figures.ts';
import type { Notice } from './progress-view.ts';

/** Told again when it differs by more than this from what was told. */
const worthTelling = 1.5;

/**
 * How fresh a watch really keeps the memory: what is said just after a channel was read, at the
 * earliest when its cycle began, is captured by the end of the next one. Told after the second
 * cycle, and again when it has changed.
 */
export class Freshness {
  readonly #intervalMs: number;
  #begun: number | undefined;
  #told: number | undefined;
  /** where channels are read by turns: how often the busiest and the quietest are, ms */
  #turns = { busiest: 0, quietest: 0 };

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** The limit is too low for all channels in each cycle: they take turns. */
  planned(channels: readonly { everyMs: number }[]): void {
    const every = channels.map(({ everyMs }) => everyMs);
    this.#turns = { busiest: Math.min(...every), quietest: Math.max(...every) };
  }

  cycle({ startedAt, endedAt }: Pick<SyncReport, 'startedAt' | 'endedAt'>): Notice | undefined {
    const begun = this.#begun;
    this.#begun = startedAt;
    if (begun === undefined) return undefined;
    const after = (turnMs: number) => Math.max(endedAt - begun, turnMs + endedAt - startedAt);
    const ms = after(this.#turns.quietest);
    const told = this.#told;
    if (told !== undefined && ms < told * worthTelling && ms > told / worthTelling)
      return undefined;
    this.#told = ms;
    return { code: 'freshness', message: this.#inWords(after(this.#turns.busiest), ms), ms };
  }

  #inWords(busiest: number, ms: number): string {
    if (busiest * worthTelling < ms)
      return `Slack’s limit is too low to read every channel each time: what is said is in the memory after ${span(busiest)} in the busiest channels, after ${span(ms)} in the quietest.`;
    const isSlow = ms > this.#intervalMs * worthTelling;
    const asked = isSlow ? ` (--interval asks for ${span(this.#intervalMs)})` : '';
    return `What is said in Slack is in the memory after ${span(ms)} at the latest${asked}.`;
  }
}
