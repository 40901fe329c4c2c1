import type {
  ChannelRecord,
  Chunk,
  Debt,
  Delivery,
  Intent,
  LedgerBatch,
  MessageRecord,
} from '../../ports.ts';

/** Everything that a ledger holds, by its ids: kept beside it from the same commits. */
export class LedgerMirror {
  readonly channels = new Map<string, ChannelRecord>();
  /** by `channel ts` */
  readonly messages = new Map<string, MessageRecord>();
  readonly chunks = new Map<string, Chunk[]>();
  readonly debts = new Map<string, Debt>();
  readonly intents = new Map<string, Intent>();
  readonly deliveries = new Map<string, Delivery>();
  readonly values = new Map<string, string>();

  apply(given: LedgerBatch): void {
    const batch = structuredClone(given);
    for (const channel of batch.channels ?? []) this.channels.set(channel.channelId, channel);
    for (const record of batch.messages ?? [])
      this.messages.set(`${record.channelId} ${record.ts}`, record);
    for (const key of batch.settled ?? []) this.intents.delete(key);
    for (const intent of batch.intents ?? []) this.intents.set(intent.key, intent);
    for (const { channelId, chunks } of batch.chunks ?? []) this.chunks.set(channelId, chunks);
    for (const id of batch.paid ?? []) this.debts.delete(id);
    for (const debt of batch.debts ?? []) this.debts.set(debt.id, debt);
    for (const delivery of batch.received ?? [])
      if (!this.deliveries.has(delivery.id)) this.deliveries.set(delivery.id, delivery);
    for (const id of batch.handled ?? []) this.deliveries.delete(id);
    for (const [name, value] of Object.entries(batch.values ?? {}))
      if (value === null) this.values.delete(name);
      else this.values.set(name, value);
  }

  /** All of it as one text, to search for what must not be there. */
  get text(): string {
    const { channels, messages, chunks, debts, intents, deliveries, values } = this;
    const maps = [channels, messages, chunks, debts, intents, deliveries, values];
    return JSON.stringify(maps.map((map) => [...map]));
  }
}
