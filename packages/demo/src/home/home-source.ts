import { MemoryError } from '@belay/connector/ports';
import type { ConnectorWatch } from '../follow/connector-watch.ts';
import type { Follower } from '../follow/follower.ts';
import type { MemoryReader } from '../follow/memory-reader.ts';
import { answerMarkup, answerTrouble, citedEvents } from './answer.ts';
import type { HomeLinks, HomeView, Markup } from './view.ts';

export interface HomeParts {
  follower: Follower;
  reader: MemoryReader;
  watch: ConnectorWatch;
  links: HomeLinks;
}

/** The demo as the page sees it. Its parts come one after the other while the program starts. */
export class HomeSource {
  readonly #now: () => number;
  #demo: HomeParts | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  connect(demo: HomeParts): void {
    this.#demo = demo;
  }

  get follower(): Follower | undefined {
    return this.#demo?.follower;
  }

  view(): HomeView {
    const follower = this.#demo?.follower;
    return {
      now: this.#now(),
      total: follower?.tally.total ?? { messages: 0, replies: 0, files: 0, reactions: 0 },
      channels: follower?.tally.channels ?? [],
      newestAt: follower?.tally.newestAt,
      connector: this.#demo?.watch.view,
      progress: this.#demo?.watch.channels ?? [],
      memoryTrouble: follower?.trouble,
      arrivals: follower ? [...follower.arrivals].reverse() : [],
      links: this.#demo?.links ?? {
        ...{ site: '/', tour: '/tour', sandbox: '/', dashboard: '/app/' },
        commands: [],
      },
    };
  }

  /** The answer to a question from the demo tenant's memory, and from nothing else. */
  async answer(
    question: string,
    signal: AbortSignal,
  ): Promise<{ markup: Markup; status: 200 | 503 }> {
    const options = { now: this.#now(), sandbox: this.view().links.sandbox };
    if (!this.#demo) return { markup: answerTrouble('It is still starting.'), status: 503 };
    try {
      const pack = await this.#demo.reader.recall(question, signal);
      return { markup: answerMarkup(question, citedEvents(pack), options), status: 200 };
    } catch (error) {
      const reason = error instanceof MemoryError ? error.message : 'It can’t be reached.';
      return { markup: answerTrouble(reason), status: 503 };
    }
  }
}
