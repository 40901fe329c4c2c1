import { setTimeout as sleep } from 'node:timers/promises';
import type { WidgetEvent } from '@belay/contract/desk/stream';
import type { VisitorMessageAnswer, WidgetSession } from '@belay/contract/desk/widget';
import { type Frame, readFrames } from '../../testing/read-frames.ts';

const words = [
  'How long may we use a rope?',
  'Do you deliver to the moon?',
  'I want to talk to a person.',
  'And on Sundays?',
  'Thank you.',
];

/**
 * A visitor who never gives up: sends each message under its id until it is answered, and keeps a
 * stream open through every break, as the widget does.
 */
export class BusyVisitor {
  readonly #url: string;
  readonly #agent: string;
  readonly #stop = new AbortController();
  #token = '';
  #lastEventId = '';
  #listening: Promise<void> = Promise.resolve();
  #hasPlace: () => void = () => undefined;
  /** ids of messages that were answered with success */
  readonly stored = new Set<string>();
  /** ids of public messages that the stream brought */
  readonly seen = new Set<string>();
  /** events that the stream brought twice */
  repeated = 0;
  readonly #events = new Set<string>();

  constructor(url: string, agent: string) {
    this.#url = url;
    this.#agent = agent;
  }

  /** Until its stream has a place to go on from: what was said before that is not on it. */
  async open(): Promise<void> {
    const { token } = await this.#patiently<WidgetSession>('session', { agent_id: this.#agent });
    this.#token = token ?? '';
    const begun = new Promise<void>((resolve) => {
      this.#hasPlace = resolve;
    });
    this.#listening = this.#listen();
    await begun;
  }

  async say(n: number): Promise<void> {
    const client_id = `client-${n}`;
    await this.#patiently<VisitorMessageAnswer>('messages', {
      text: words[n % words.length],
      client_id,
    });
    this.stored.add(client_id);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#listening;
  }

  async #patiently<T>(path: string, body: unknown): Promise<T> {
    for (;;) {
      const answer = await fetch(`${this.#url}/v1/widget/${path}`, {
        method: 'POST',
        headers: { ...this.#headers(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).catch(() => undefined);
      if (answer?.ok) return (await answer.json()) as T;
      if (answer && answer.status < 500 && answer.status !== 429)
        throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      await answer?.body?.cancel();
      await sleep(100);
    }
  }

  async #listen(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const answer = await fetch(`${this.#url}/v1/widget/stream`, {
          headers: {
            ...this.#headers(),
            ...(this.#lastEventId ? { 'last-event-id': this.#lastEventId } : {}),
          },
          signal: this.#stop.signal,
        });
        if (answer.ok)
          for await (const frames of readFrames(answer.body))
            for (const frame of frames) this.#take(frame);
        else await answer.body?.cancel();
      } catch {
        // the process behind it died, or we stop
      }
      await sleep(50);
    }
  }

  #take({ id, event: name, data }: Frame): void {
    if (id !== undefined) {
      if (this.#events.has(id)) this.repeated += 1;
      this.#events.add(id);
      this.#lastEventId = id;
      this.#hasPlace();
    }
    if (!data || name === 'reset') return;
    const event = JSON.parse(data) as WidgetEvent;
    if (event.kind === 'message') this.seen.add(event.message.id);
  }

  #headers(): Record<string, string> {
    return this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` };
  }
}
