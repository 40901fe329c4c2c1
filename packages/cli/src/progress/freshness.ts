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

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  cycle({ startedAt, endedAt }: Pick<SyncReport, 'startedAt' | 'endedAt'>): Notice | undefined {
    const begun = this.#begun;
    this.#begun = startedAt;
    if (begun === undefined) return undefined;
    const ms = endedAt - begun;
    const told = this.#told;
    if (told !== undefined && ms < told * worthTelling && ms > told / worthTelling)
      return undefined;
    this.#told = ms;
    const asked =
      ms > this.#intervalMs * worthTelling
        ? ` (--interval asks for ${span(this.#intervalMs)})`
        : '';
    return {
      code: 'freshness',
      message: `What is said in Slack is in the memory after ${span(ms)} at the latest${asked}.`,
      ms,
    };
  }
}
