import { compareTs } from '@belay/slack/ids/ts';
import type {
  ChannelRecord,
  Chunk,
  Debt,
  Delivery,
  Intent,
  Ledger,
  LedgerBatch,
  MessageRecord,
} from '../ports.ts';

/** A ledger that outlives its engine, for tests: atomic, and a copy of everything it is given. */
export class MemoryLedger implements Ledger {
  readonly #channels = new Map<string, ChannelRecord>();
  readonly #messages = new Map<string, MessageRecord>();
  readonly #chunks = new Map<string, Chunk[]>();
  readonly #debts = new Map<string, Debt>();
  readonly #intents = new Map<string, Intent>();
  readonly #values = new Map<string, string>();
  readonly #deliveries = new Map<string, Delivery>();

  async channels(): Promise<ChannelRecord[]> {
    return structuredClone([...this.#channels.values()]);
  }

  async messages(channelId: string, tss: string[]): Promise<Map<string, MessageRecord>> {
    const found = new Map<string, MessageRecord>();
    for (const ts of tss) {
      const record = this.#messages.get(`${channelId} ${ts}`);
      if (record) found.set(ts, structuredClone(record));
    }
    return found;
  }

  async served(query: { channelId: string; from: string; to: string; threadTs?: string }) {
    return structuredClone(
      [...this.#messages.values()]
        .filter(
          ({ channelId, ts, threadTs, inChannel }) =>
            channelId === query.channelId &&
            compareTs(ts, query.from) >= 0 &&
            compareTs(ts, query.to) <= 0 &&
            (query.threadTs === undefined
              ? inChannel
              : threadTs === query.threadTs && ts !== threadTs),
        )
        .toSorted((a, b) => compareTs(a.ts, b.ts)),
    );
  }

  async chunks(channelId: string): Promise<Chunk[]> {
    return structuredClone(this.#chunks.get(channelId) ?? []);
  }

  async debts(query: { channelId?: string; kind?: Debt['kind']; dueBy: number; limit: number }) {
    return structuredClone(
      [...this.#debts.values()]
        .filter(
          ({ channelId, kind, due }) =>
            due <= query.dueBy &&
            (query.kind === undefined || kind === query.kind) &&
            (query.channelId === undefined || channelId === query.channelId),
        )
        .toSorted((a, b) =>
          a.priority === b.priority ? a.due - b.due || 0 : a.priority < b.priority ? 1 : -1,
        )
        .slice(0, query.limit),
    );
  }

  async threads(query: { channelId?: string; readBefore: number; limit: number }) {
    return structuredClone(
      [...this.#messages.values()]
        .filter(
          ({ channelId, threadReadAt }) =>
            threadReadAt !== undefined &&
            threadReadAt < query.readBefore &&
            (query.channelId === undefined || channelId === query.channelId),
        )
        .toSorted((a, b) => (a.threadReadAt ?? 0) - (b.threadReadAt ?? 0))
        .slice(0, query.limit),
    );
  }

  async expired(query: { channelId: string; before: string; limit: number }) {
    return structuredClone(
      [...this.#messages.values()]
        .filter(
          ({ channelId, ts, state }) =>
            channelId === query.channelId && state === 'live' && compareTs(ts, query.before) < 0,
        )
        .toSorted((a, b) => compareTs(a.ts, b.ts))
        .slice(0, query.limit),
    );
  }

  async holders(part: string): Promise<MessageRecord[]> {
    return structuredClone(
      [...this.#messages.values()].filter(
        ({ state, parts }) => state === 'live' && parts.some((p) => p.part === part),
      ),
    );
  }

  async deliveries(limit: number): Promise<Delivery[]> {
    return structuredClone([...this.#deliveries.values()].slice(0, limit));
  }

  async counts(channelId?: string) {
    const mine = (thing: { channelId: string }) =>
      channelId === undefined || thing.channelId === channelId;
    const debts: Record<string, number> = {};
    for (const debt of this.#debts.values())
      if (mine(debt)) debts[debt.kind] = (debts[debt.kind] ?? 0) + 1;
    const live = [...this.#messages.values()].filter((m) => mine(m) && m.state === 'live');
    return { messages: live.length, debts };
  }

  async intents(limit: number): Promise<Intent[]> {
    return structuredClone([...this.#intents.values()].slice(0, limit));
  }

  async value(name: string): Promise<string | undefined> {
    return this.#values.get(name);
  }

  async commit(given: LedgerBatch): Promise<void> {
    const batch = structuredClone(given);
    refuseMalformed(batch);
    for (const channel of batch.channels ?? []) this.#channels.set(channel.channelId, channel);
    for (const message of batch.messages ?? [])
      this.#messages.set(`${message.channelId} ${message.ts}`, message);
    for (const intent of batch.intents ?? [])
      if (!this.#intents.has(intent.key)) this.#intents.set(intent.key, intent);
    for (const key of batch.settled ?? []) this.#intents.delete(key);
    for (const { channelId, chunks } of batch.chunks ?? []) this.#chunks.set(channelId, chunks);
    for (const id of batch.paid ?? []) this.#debts.delete(id);
    for (const debt of batch.debts ?? []) this.#debts.set(debt.id, debt);
    for (const delivery of batch.received ?? [])
      if (!this.#deliveries.has(delivery.id)) this.#deliveries.set(delivery.id, delivery);
    for (const id of batch.handled ?? []) this.#deliveries.delete(id);
    for (const [name, value] of Object.entries(batch.values ?? {}))
      if (value === null) this.#values.delete(name);
      else this.#values.set(name, value);
  }

  async close(): Promise<void> {}
}

/** Before anything is written, as a database's checks and its rollback do. */
function refuseMalformed({ messages = [] }: LedgerBatch): void {
  for (const { state, ts } of messages)
    if (!['live', 'gone', 'skipped'].includes(state)) throw new Error(`${ts} has no state`);
}
