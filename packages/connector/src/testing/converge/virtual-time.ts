import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';

/** Turns of the event loop without any sign of life, after which only time can bring the next. */
const idleTurns = 6;
const maxJumps = 200_000;

/** Nothing is under way and no timer is set, but somebody still waits. */
export class Deadlock extends Error {
  override readonly name = 'Deadlock';
}

/**
 * The one clock of a schedule. While something is waited for, time jumps from timer to timer as
 * soon as everything at work has come to rest: hours pass in milliseconds, the same every time.
 */
export class VirtualTime extends VirtualClock {
  #pulse = 0;

  /** Says that somebody is at work in this turn. */
  beat(): void {
    this.#pulse += 1;
  }

  async until<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    work.then(settled, settled);
    for (let jumps = 0; ; jumps += 1) {
      await this.#rest(() => isSettled);
      if (isSettled) return work;
      const { next } = this;
      if (next === undefined) throw new Deadlock('the engine waits for something that never comes');
      if (jumps > maxJumps) throw new Deadlock('the engine does not come to an end');
      await this.advance(Math.max(0, next - this.now()));
    }
  }

  async #rest(isSettled: () => boolean): Promise<void> {
    for (let idle = 0; idle < idleTurns && !isSettled(); ) {
      const before = this.#pulse;
      await new Promise<void>((resolve) => setImmediate(resolve));
      idle = this.#pulse === before ? idle + 1 : 0;
    }
  }
}
