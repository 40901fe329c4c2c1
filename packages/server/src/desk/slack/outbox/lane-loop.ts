import { Bell } from './bell.ts';
import type { Lane, OutboxPlace } from './lane.ts';

/** After trouble of our own, e.g. a database or a token that is away. */
const troubleMs = 2_000;
const longestTroubleMs = 60_000;

/** Keeps one lane running: when it is rung, and when it asked for it. */
export class LaneLoop {
  readonly #lane: Lane;
  readonly #place: OutboxPlace;
  readonly #bell: Bell;

  constructor(lane: Lane, place: OutboxPlace) {
    this.#lane = lane;
    this.#place = place;
    this.#bell = new Bell(place.ctx.posters.clock);
  }

  get name(): Lane['name'] {
    return this.#lane.name;
  }

  ring(): void {
    this.#bell.ring();
  }

  /** Until the signal aborts and the lane has come to rest. */
  async run(signal: AbortSignal): Promise<void> {
    const { ctx, installation } = this.#place;
    let trouble = troubleMs;
    while (!signal.aborted) {
      let wait: number | undefined;
      try {
        wait = await this.#lane.run(this.#place, signal);
        trouble = troubleMs;
      } catch (error) {
        if (!signal.aborted)
          ctx.log.warn(
            { err: error, installation, lane: this.name },
            'a lane to Slack has trouble',
          );
        wait = trouble;
        trouble = Math.min(trouble * 2, longestTroubleMs);
      }
      await this.#bell.heard(wait, signal);
    }
  }
}
