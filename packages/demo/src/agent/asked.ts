import type { News } from '../follow/follower.ts';
import type { Remembered } from '../follow/remembered.ts';

const shortest = 25;
const longest = 110;
/** More questions than anybody is shown. */
const kept = 200;

/** Questions that people asked in some channels of the memory and got an answer to. */
export class Asked {
  readonly #channels: ReadonlySet<string>;
  /** of roots, by channel and ts */
  readonly #roots = new Map<string, Remembered>();
  readonly #answered = new Set<string>();

  constructor(channels: readonly string[]) {
    this.#channels = new Set(channels);
  }

  hear(news: News): void {
    if ('forgotten' in news) {
      for (const [key, { eventId }] of this.#roots)
        if (eventId === news.forgotten) this.#roots.delete(key);
      return;
    }
    const { arrived } = news;
    if (!this.#channels.has(arrived.channel)) return;
    if (arrived.kind === 'reply') this.#answered.add(`${arrived.channel} ${arrived.threadTs}`);
    if (arrived.kind !== 'message' || !questionOf(arrived.text)) return;
    this.#roots.set(`${arrived.channel} ${arrived.ts}`, arrived);
    const oldest = this.#roots.keys().next().value;
    if (this.#roots.size > kept && oldest !== undefined) this.#roots.delete(oldest);
  }

  /** As a visitor could ask them, the newest first. */
  newest(most: number): string[] {
    const asks = [...this.#roots]
      .filter(([key]) => this.#answered.has(key))
      .sort(([, a], [, b]) => b.saidAt - a.saidAt)
      .flatMap(([, { text }]) => questionOf(text) ?? []);
    return [...new Set(asks)].slice(0, most);
  }
}

/** One whole sentence that names nobody. */
function questionOf(text: string): string | undefined {
  return (text.match(/[^.!?\n]+[.!?]/g) ?? [])
    .map((sentence) => sentence.trim())
    .find(
      (ask) =>
        ask.endsWith('?') &&
        !/[@#<>*_`"“:]/.test(ask) &&
        ask.length >= shortest &&
        ask.length <= longest,
    );
}
