import type { Statements } from './statements.ts';

export interface ChannelRef {
  /** the channel's number in this ledger */
  ref: number;
  /** what all keys of the channel begin with; null until its first key is seen */
  prefix: string | null;
}

/** The numbers that stand for channel ids in message rows. */
export class ChannelRefs {
  readonly #statements: Statements;
  readonly #known = new Map<string, ChannelRef>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  find(channelId: string): ChannelRef | undefined {
    const known = this.#known.get(channelId);
    if (known) return known;
    const row = this.#statements.row(
      'select ref, key_prefix from channel where channel_id = ?',
      channelId,
    );
    if (!row) return undefined;
    const prefix = row.key_prefix === null ? null : String(row.key_prefix);
    const found = { ref: Number(row.ref), prefix };
    this.#known.set(channelId, found);
    return found;
  }

  /** The channel's number, made on first use; the first key seen fixes its prefix for good. */
  findOrMake(channelId: string, prefix?: string): ChannelRef {
    const known = this.find(channelId);
    if (known && (known.prefix !== null || prefix === undefined)) return known;
    this.#statements.run(
      `insert into channel (channel_id, key_prefix) values (?, ?)
       on conflict (channel_id) do update set key_prefix = excluded.key_prefix`,
      channelId,
      prefix ?? null,
    );
    this.#known.delete(channelId);
    const made = this.find(channelId);
    if (!made) throw new Error(`channel ${channelId} was not stored`);
    return made;
  }

  /** After a rollback: what was made inside it does not exist. */
  forget(): void {
    this.#known.clear();
  }
}
