/** One event as the Events API tells it, before its envelope. */
export interface Told {
  /** its name in the catalogue: `message.channels`, `reaction_added` … */
  name: string;
  /** the inner event, in Slack's words */
  event: { type: string; event_ts: string } & Record<string, unknown>;
  /** only apps whose bot is in it hear of it; absent: the whole workspace may */
  channelId?: string;
}

/** `event_ts` of what is no message itself: the second, and a counter within it (SBX-2). */
export class EventTimes {
  #second = 0;
  #count = 0;

  next(at: number): string {
    const second = Math.floor(at / 1000);
    this.#count = second === this.#second ? this.#count + 1 : 1;
    this.#second = second;
    return `${second}.${String(this.#count * 100).padStart(6, '0')}`;
  }
}
