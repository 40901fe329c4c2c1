import type { OpenSandbox } from '@belay/sandbox/open-sandbox';
import type { Delivery } from '../../ports.ts';

/** Slack delivers nothing that is older (unless the app asked for delayed events). */
const longestDelayMs = 2 * 60 * 60_000;

interface Told {
  body: string;
  /** second on Slack's clock */
  second: number;
}

/** Events between Slack and us: they wait here until a schedule delivers, repeats or loses them. */
export class Wire {
  readonly #sandbox: OpenSandbox;
  #waiting: Told[] = [];
  #delivered: Told[] = [];
  #count = 0;

  constructor(sandbox: OpenSandbox) {
    this.#sandbox = sandbox;
    sandbox.events.listen(({ event }) => {
      const second = Number(event.event_ts.split('.')[0]);
      this.#waiting.push({ body: JSON.stringify(event), second });
    });
  }

  take(count: number, newestFirst: boolean): Delivery[] {
    this.#expire();
    const taken = newestFirst
      ? this.#waiting.splice(Math.max(0, this.#waiting.length - count)).toReversed()
      : this.#waiting.splice(0, count);
    this.#delivered.push(...taken);
    return taken.map((told) => this.#wrap(told));
  }

  lose(count: number): void {
    this.#waiting.splice(0, count);
  }

  /** What waits, and what could come a second time. */
  loseAll(): void {
    this.#waiting = [];
    this.#delivered = [];
  }

  /** One that was delivered, `back` from the newest, again: under another id. */
  again(back: number): Delivery[] {
    this.#expire();
    const told = this.#delivered[this.#delivered.length - 1 - (back % this.#delivered.length)];
    return told ? [this.#wrap(told)] : [];
  }

  /** Whatever Slack could still deliver a second time, the newest first. */
  everythingAgain(): Delivery[] {
    this.#expire();
    return this.#delivered.toReversed().map((told) => this.#wrap(told));
  }

  #expire(): void {
    const oldest = (this.#sandbox.clock.now() - longestDelayMs) / 1000;
    const isYoung = ({ second }: Told) => second >= oldest;
    this.#waiting = this.#waiting.filter(isYoung);
    this.#delivered = this.#delivered.filter(isYoung);
  }

  #wrap({ body, second }: Told): Delivery {
    this.#count += 1;
    const at = { lo: second * 1000, hi: (second + 1) * 1000 };
    return { id: `Ev${String(this.#count).padStart(6, '0')}`, body, at };
  }
}
