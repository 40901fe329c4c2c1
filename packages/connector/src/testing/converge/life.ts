import type { VirtualTime } from './virtual-time.ts';

/**
 * One process of the engine. It takes a step at each call of a port and at each answer. At a
 * chosen one it dies: whatever it waits for then never comes, and nothing of it runs on. Or it
 * pauses there, all of it, until somebody wakes it.
 */
export class Life {
  steps = 0;
  /** resolves when the process has died or paused */
  readonly stopped: Promise<void>;
  readonly #time: VirtualTime;
  readonly #stopAt: number;
  readonly #onStep: ((step: number) => void) | undefined;
  #isStopped = false;
  #awake: Promise<void> = Promise.resolve();
  #wake = () => {};
  #sayStopped = () => {};

  /** @param stopAt the step at which it stops; 0: never */
  constructor(time: VirtualTime, stopAt: number, onStep?: (step: number) => void) {
    this.#time = time;
    this.#stopAt = stopAt;
    this.#onStep = onStep;
    this.stopped = new Promise((resolve) => {
      this.#sayStopped = resolve;
    });
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Goes on after a pause. Who never calls this has killed it. */
  wake(): void {
    this.#isStopped = false;
    this.#wake();
  }

  async step(): Promise<void> {
    this.#time.beat();
    if (this.#isStopped) return this.#awake;
    this.steps += 1;
    this.#onStep?.(this.steps);
    if (this.steps !== this.#stopAt) return;
    this.#isStopped = true;
    this.#awake = new Promise((resolve) => {
      this.#wake = resolve;
    });
    this.#sayStopped();
    return this.#awake;
  }

  /** The same port, seen by this process: each call and each answer is a step. */
  behind<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          if (name === 'now') return member.apply(target, given);
          return this.#call(() => member.apply(target, given));
        };
      },
    });
  }

  async #call(call: () => unknown): Promise<unknown> {
    await this.step();
    let answer: unknown;
    try {
      answer = await call();
    } catch (error) {
      await this.step();
      throw error;
    }
    await this.step();
    return answer;
  }
}
