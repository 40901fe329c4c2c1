import type { SyncReport } from '@belay/connector/progress';
import { printable } from '../door/terminal.ts';
import { plural, span } from './figures.ts';
import type { Notice } from './progress-view.ts';

/** Told again when it differs by more than this from what was told. */
const worthTelling = 1.5;

interface Turn {
  name: string;
  everyMs: number;
}

/**
 * How fresh a watch really keeps the memory: what is said just after a channel was read, at the
 * earliest when its cycle began, is captured by the end of the next one. Told after the second
 * cycle, and again when it has changed.
 */
export class Freshness {
  readonly #intervalMs: number;
  #begun: number | undefined;
  #told: number | undefined;
  #slowestMs = 0;
  /** where channels are read by turns: how often the busiest and the quietest are, ms */
  #turns: { busiest: number; quietest: number } | undefined;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  planned(channels: readonly { everyMs: number }[]): void {
    const every = channels.map(({ everyMs }) => everyMs);
    this.#turns = { busiest: Math.min(...every), quietest: Math.max(...every) };
  }

  /** The limit is too low for all channels in each cycle: then it holds for the quietest one. */
  turns(channels: readonly Turn[]): Notice {
    const byPace = channels.toSorted((a, b) => a.everyMs - b.everyMs);
    const [busiest] = byPace;
    const quietest = byPace.at(-1);
    this.#slowestMs = quietest?.everyMs ?? 0;
    const paces = [busiest, quietest].map((turn) =>
      turn ? `#${printable(turn.name)} every ${span(turn.everyMs)}` : '',
    );
    return {
      code: 'polling',
      message: `Slack’s limit is too low to read ${plural(channels.length, 'channel')} every ${span(this.#intervalMs)}: they take turns, from ${paces.join(' to ')}.`,
      ms: this.#slowestMs,
    };
  }

  cycle({ startedAt, endedAt }: Pick<SyncReport, 'startedAt' | 'endedAt'>): Notice | undefined {
    const begun = this.#begun;
    this.#begun = startedAt;
    if (begun === undefined) return undefined;
    const cycleMs = endedAt - begun;
    const ms = Math.max(cycleMs, this.#turns?.quietest ?? 0);
    const told = this.#told;
    if (told !== undefined && ms < told * worthTelling && ms > told / worthTelling)
      return undefined;
    this.#told = ms;
    const asked =
      ms > this.#intervalMs * worthTelling
        ? ` (--interval asks for ${span(this.#intervalMs)})`
        : '';
    const busiest = Math.max(cycleMs, this.#turns?.busiest ?? 0);
    if (busiest * worthTelling < ms)
      return {
        code: 'freshness',
        message: `Slack's limit is too low to read every channel each time: what is said is in the memory after ${span(busiest)} in the busiest channels, after ${span(ms)} in the quietest.`,
        ms,
      };
    return {
      code: 'freshness',
      message: `What is said in Slack is in the memory after ${span(ms)} at the latest${asked}.`,
      ms,
    };
  }
}
