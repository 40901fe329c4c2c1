import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';

/** Where an answer to a response_url goes. */
export interface ResponsePlace {
  userId: string;
  channelId: string;
  threadTs?: string;
  /** the message that was clicked */
  original?: { ts: string; isEphemeral: boolean };
}

const mostUses = 5;
const lifeMs = 30 * 60_000;

/** The response_urls that interactions gave out: 5 uses within 30 minutes. */
export class ResponseUrls {
  readonly #clock: Clock;
  readonly #issued = new Map<string, { place: ResponsePlace; until: number; left: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The path of a new one. */
  issue(kind: 'actions' | 'commands', teamId: string, place: ResponsePlace): string {
    const secret = randomUUID().replaceAll('-', '');
    this.#issued.set(secret, { place, until: this.#clock.now() + lifeMs, left: mostUses });
    return `/${kind}/${teamId}/${this.#issued.size}/${secret}`;
  }

  /** Where it leads, or the error that it earns. A refused use counts none. */
  find(secret: string): ResponsePlace | 'not_found' | 'used_url' | 'expired_url' {
    const known = this.#issued.get(secret);
    if (!known) return 'not_found';
    if (known.until < this.#clock.now()) return 'expired_url';
    return known.left > 0 ? known.place : 'used_url';
  }

  /** Counts a use. */
  use(secret: string): void {
    const known = this.#issued.get(secret);
    if (known) known.left--;
  }

  clear(): void {
    this.#issued.clear();
  }
}
