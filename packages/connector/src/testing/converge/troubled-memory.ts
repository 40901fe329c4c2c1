import type { Clock, Memory, PreparedWrite, WriteResult } from '../../ports.ts';
import { MemoryError } from '../../ports.ts';
import type { CortexDouble } from '../cortex-double.ts';
import type { MemoryTrouble } from './schedule.ts';

/** Called with each write that the memory takes for the first time. */
export type OnCapture = (write: PreparedWrite, eventId: string) => void;

const down = () =>
  new MemoryError('UNAVAILABLE', 'The memory is down: nothing is lost.', { retriable: true });

/** A CortexDB that is down, slow, or loses its answers after it has written, as often as told. */
export class TroubledMemory implements Memory {
  readonly #memory: CortexDouble;
  readonly #clock: Clock;
  readonly #onCapture: OnCapture;
  #troubles: MemoryTrouble[] = [];

  constructor(memory: CortexDouble, clock: Clock, onCapture: OnCapture) {
    this.#memory = memory;
    this.#clock = clock;
    this.#onCapture = onCapture;
  }

  trouble(trouble: MemoryTrouble): void {
    this.#troubles.push({ ...trouble });
  }

  heal(): void {
    this.#troubles = [];
  }

  capture(writes: PreparedWrite[]): Promise<WriteResult[]> {
    return this.#troubled(async () => {
      const results = await this.#memory.capture(writes);
      for (const [i, result] of results.entries()) {
        const write = writes[i];
        if (write && result.outcome === 'captured' && !result.replayed)
          this.#onCapture(write, result.eventId);
      }
      return results;
    });
  }

  putBlob(body: ReadableStream<Uint8Array>) {
    return this.#troubled(() => this.#memory.putBlob(body));
  }

  byKey(key: string) {
    return this.#troubled(() => this.#memory.byKey(key));
  }

  forget(scope: string, eventIds: string[]): Promise<void> {
    return this.#troubled(() => this.#memory.forget(scope, eventIds));
  }

  list(query: { scope: string; label: string; cursor?: string }) {
    return this.#troubled(() => this.#memory.list(query));
  }

  async #troubled<T>(work: () => Promise<T>): Promise<T> {
    const [trouble] = this.#troubles;
    if (!trouble) return work();
    trouble.calls -= 1;
    if (trouble.calls <= 0) this.#troubles.shift();
    if (trouble.trouble === 'down') throw down();
    if (trouble.trouble === 'slow') {
      await this.#clock.sleep(trouble.ms);
      return work();
    }
    await work();
    throw down();
  }
}
