import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { MailSink } from '../mail/mail-sink.ts';
import { deskChannels } from '../slack/slack-stage.ts';
import { RequestTail } from './request-tail.ts';
import { SlackWatch } from './slack-watch.ts';
import { afterFact, atTheStart, type TourFact, type TourPath } from './tour-path.ts';

/** What the tour stands on, once the program has made it. */
export interface TourParts {
  sandbox: Sandbox;
  site: string;
  tenant: string;
  mail: MailSink;
  /** questions that the memory can answer, the newest first */
  asks(): string[];
}

export interface TourSuggestions {
  known: string[];
  unknown: string | undefined;
  /** whose answer was taught and is found by now */
  learnt: string | undefined;
}

/** The tour as its page sees it; its parts come while the program starts. */
export class TourSource {
  readonly tail: RequestTail;
  readonly slack = new SlackWatch();
  path: TourPath = atTheStart;
  /** what the agent knew nothing about when it was last asked */
  unknown: string | undefined;
  /** the question whose answer was taught and is found by now */
  learnt: string | undefined;
  /** does what mends the agent's Slack, once nothing is broken on purpose */
  mend: (() => Promise<void>) | undefined;
  /** why there is no tour, in words, where something could not be made */
  trouble: string | undefined;
  /** the assistant can be talked to */
  isTaught = false;
  #parts: TourParts | undefined;
  readonly #listeners = new Set<() => void>();
  #stop = () => {};

  constructor(now: () => number) {
    this.tail = new RequestTail(now);
  }

  get parts(): TourParts | undefined {
    return this.#parts;
  }

  connect(parts: TourParts): void {
    this.#parts = parts;
    const { sandbox, tenant } = parts;
    const channels = new Set<string>(Object.values(deskChannels).map(({ id }) => id));
    const stops = [
      this.tail.follow({ sandbox, tenant, channels }, (channel) => {
        if (channel === deskChannels.support.id) this.hear({ kind: 'card' });
      }),
      parts.mail.onLetter(() => this.#tell()),
      sandbox.world.onChange(({ type }) => {
        if (type === 'channel_changed') this.#tell();
      }),
    ];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.#tell();
  }

  hear(fact: TourFact): void {
    const after = afterFact(this.path, fact);
    if (after === this.path) return;
    this.path = after;
    this.#tell();
  }

  /** From the first step again; what was taught stays taught. */
  beginAgain(): void {
    this.path = atTheStart;
    this.#tell();
  }

  suggestions(): TourSuggestions {
    const { learnt, unknown } = this;
    return { known: this.#parts?.asks() ?? [], unknown, learnt };
  }

  /** Hears when the page has something new to show; the answer ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.#tell();
  }

  close(): void {
    this.#stop();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
