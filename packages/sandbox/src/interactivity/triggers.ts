import { randomUUID } from 'node:crypto';
import { ApiError } from '../api/api-error.ts';
import type { Clock } from '../clock/clock.ts';

/** How long a trigger may open a view, ms. */
const triggerMs = 3_000;

/** The trigger ids that interactions gave out: each opens one view, within 3 s. */
export class Triggers {
  readonly #clock: Clock;
  readonly #issued = new Map<string, { userId: string; until: number; isUsed: boolean }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(userId: string): string {
    const now = this.#clock.now();
    const id = `${now}.${randomUUID().replaceAll('-', '')}`;
    this.#issued.set(id, { userId, until: now + triggerMs, isUsed: false });
    return id;
  }

  /** Uses a trigger up. Answers whose it is. */
  redeem(id: string | undefined): string {
    const trigger = this.#issued.get(id ?? '');
    if (!trigger) throw new ApiError('invalid_trigger_id');
    if (trigger.isUsed) throw new ApiError('exchanged_trigger_id');
    if (trigger.until < this.#clock.now()) throw new ApiError('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.userId;
  }

  clear(): void {
    this.#issued.clear();
  }
}
