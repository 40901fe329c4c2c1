import type { Remembered } from './remembered.ts';

/** How much of one channel, or of all, is memory. Versions of one thing count once. */
export interface Figures {
  messages: number;
  replies: number;
  files: number;
  reactions: number;
}

export interface ChannelFigures extends Figures {
  name: string;
  /** when its newest message was said, ms since the epoch */
  newest: number;
}

interface Counted {
  channel: string;
  kind: keyof Figures;
  saidAt: number;
}

const figureOf = {
  message: 'messages',
  reply: 'replies',
  file: 'files',
  reactions: 'reactions',
} as const;

/** Counts what the memory holds, in any order and with repeats: the same events, the same numbers. */
export class Tally {
  readonly #standing = new Map<string, Counted>();
  /** every event met, by the thing that it is a version of */
  readonly #met = new Map<string, string>();
  /** when the memory last took something, ms since the epoch */
  newestAt: number | undefined;

  /** False when it was counted before. */
  add(one: Remembered): boolean {
    if (this.#met.has(one.eventId)) return false;
    const thing = this.#thingOf(one);
    this.#met.set(one.eventId, thing);
    this.#standing.set(thing, {
      channel: one.channel,
      kind: figureOf[one.kind],
      saidAt: one.saidAt,
    });
    if (!Number.isNaN(one.recordedAt)) this.newestAt = Math.max(this.newestAt ?? 0, one.recordedAt);
    return true;
  }

  /** A message's reactions are one thing; an edit is the thing that it supersedes. */
  #thingOf(one: Remembered): string {
    if (one.kind === 'reactions') return `reactions ${one.channelId} ${one.ts}`;
    if (!one.supersedes) return one.eventId;
    return this.#met.get(one.supersedes) ?? one.supersedes;
  }

  forget(eventId: string): boolean {
    return this.#standing.delete(this.#met.get(eventId) ?? eventId);
  }

  get total(): Figures {
    return sum(this.#standing.values());
  }

  /** By name. */
  get channels(): ChannelFigures[] {
    const groups = Map.groupBy(this.#standing.values(), (counted) => counted.channel);
    return [...groups]
      .map(([name, counted]) => ({
        name,
        ...sum(counted),
        newest: counted.reduce((newest, { saidAt }) => Math.max(newest, saidAt || 0), 0),
      }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}

function sum(all: Iterable<Counted>): Figures {
  const figures: Figures = { messages: 0, replies: 0, files: 0, reactions: 0 };
  for (const { kind } of all) figures[kind]++;
  return figures;
}
