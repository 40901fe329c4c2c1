/** Budget of the workspace at this moment. */
interface Budget {
  /** may leave at once */
  now: number;
  /** may leave within this minute */
  left: number;
}

export interface Turn {
  /** channels that have to wait */
  busy: string[];
  /** in the order in which they were served, the last one last */
  served: string[];
  most: number;
  /** of the minute, beyond what is kept; none while only quiet channels are served */
  spare: number;
  /** only channels that were quiet lately are asked: the rest of the budget is kept for them */
  isReserved: boolean;
}

interface Channel {
  startedAt: number;
  isFlying: boolean;
  /** when it was served before, the last time first */
  before: number[];
}

/** Of the workspace's minute, kept for channels that said nothing lately: a burst doesn't touch it. */
const reserve = 15;
const quietMs = 10_000;
/** So often within that time, and it is no longer quiet. */
const quietTimes = 3;
const rememberedMs = 60_000;
/** Nobody has to count further. */
const mostSpare = 300;
/** Drawn together. */
const mostAtOnce = 32;

/** When each channel was served, and whose turn it is: one message at a time, so far apart. */
export class ChannelPace {
  readonly #channelMs: number;
  readonly #channels = new Map<string, Channel>();

  constructor(channelMs: number) {
    this.#channelMs = channelMs;
  }

  turn(now: number, budget: Budget): Turn {
    const common = Math.min(budget.now - 1, budget.left - reserve);
    const isReserved = common <= 0;
    const known = [...this.#channels].toSorted(([, a], [, b]) => a.startedAt - b.startedAt);
    const since = now - quietMs;
    const busy = known.filter(
      ([, one]) =>
        one.isFlying || this.#freeAt(one) > now || (isReserved && isBusySince(one, since)),
    );
    return {
      busy: busy.map(([channel]) => channel),
      served: known.map(([channel]) => channel),
      most: Math.min(isReserved ? budget.now : common, mostAtOnce),
      spare: isReserved ? 0 : Math.min(budget.left - reserve, mostSpare),
      isReserved,
    };
  }

  claimed(channel: string, now: number): void {
    const last = this.#channels.get(channel);
    const before = last ? [last.startedAt, ...last.before].slice(0, quietTimes) : [];
    this.#channels.set(channel, { startedAt: now, isFlying: true, before });
  }

  /** Its request leaves now. */
  started(channel: string, now: number): void {
    const one = this.#channels.get(channel);
    if (one) one.startedAt = now;
  }

  /** True: it is overdue, and somebody may wait for it. */
  landed(channel: string, now: number): boolean {
    const one = this.#channels.get(channel);
    if (!one) return true;
    one.isFlying = false;
    return this.#freeAt(one) <= now;
  }

  /** Nothing was sent: the next one of that channel needn't wait. */
  unsent(channel: string): void {
    const one = this.#channels.get(channel);
    const [last, ...before] = one?.before ?? [];
    if (last === undefined) this.#channels.delete(channel);
    else this.#channels.set(channel, { startedAt: last, isFlying: false, before });
  }

  /** ms until the next channel that was served may be served again; what is overdue rings itself. */
  nextMs(now: number): number | undefined {
    let next: number | undefined;
    for (const [channel, one] of this.#channels) {
      const wait = this.#freeAt(one) - now;
      if (wait > 0) next = Math.min(next ?? wait, wait);
      else if (!one.isFlying && now - one.startedAt > rememberedMs) this.#channels.delete(channel);
    }
    return next;
  }

  #freeAt({ startedAt }: Channel): number {
    return startedAt + this.#channelMs;
  }
}

function isBusySince({ startedAt, before }: Channel, since: number): boolean {
  const times = [startedAt, ...before];
  return (times[quietTimes - 1] ?? Number.NEGATIVE_INFINITY) > since;
}
