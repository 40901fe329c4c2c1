import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type {
  ChannelRecord,
  Chunk,
  Debt,
  DebtKind,
  Delivery,
  Intent,
  Ledger,
  LedgerBatch,
  MessageRecord,
} from '@belay/connector/ports';
import { applyBatch } from './apply-batch.ts';
import { ChannelRefs } from './channel-refs.ts';
import { type MessageRow, messageColumns, unpackMessage } from './message-row.ts';
import { applicationId, migrations } from './schema.ts';
import { Statements } from './statements.ts';

/** The ledger was written by a newer version of this program. */
export class LedgerTooNew extends Error {
  override readonly name = 'LedgerTooNew';
}

/**
 * The ledger of a self-run sync: one SQLite file in WAL mode, one durable transaction per commit.
 * Ids, digests and pinned bytes on their way; no text stays. Throws SQLite's own errors when the
 * file is damaged (see open-ledger.ts).
 */
export class SqliteLedger implements Ledger {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #channels: ChannelRefs;

  constructor(path: string, options: { readOnly?: boolean } = {}) {
    this.#db = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: 2000 });
    this.#statements = new Statements(this.#db);
    this.#channels = new ChannelRefs(this.#statements);
    try {
      if (!options.readOnly) this.#migrate();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  #migrate(): void {
    this.#db.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on',
    );
    const { user_version: version } = this.#statements.row('pragma user_version') as {
      user_version: number;
    };
    if (version > migrations.length)
      throw new LedgerTooNew(
        `the ledger has schema ${version}, this program knows ${migrations.length}: upgrade it`,
      );
    if (version === migrations.length) return;
    this.#statements.atomic(() => {
      for (const sql of migrations.slice(version)) this.#db.exec(sql);
      this.#db.exec(
        `pragma application_id = ${applicationId}; pragma user_version = ${migrations.length}`,
      );
    });
  }

  async channels(): Promise<ChannelRecord[]> {
    const rows = this.#statements.all(
      'select record from channel where record is not null order by ref',
    );
    return rows.map((row) => JSON.parse(String(row.record)) as ChannelRecord);
  }

  async messages(channelId: string, tss: string[]): Promise<Map<string, MessageRecord>> {
    const channel = this.#channels.find(channelId);
    if (!channel) return new Map();
    const rows = this.#statements.all(
      `select ${messageColumns} from message
       where channel = ? and ts in (select value from json_each(?))`,
      channel.ref,
      JSON.stringify(tss),
    ) as unknown as MessageRow[];
    return new Map(rows.map((row) => [row.ts, unpackMessage(row, channelId, channel.prefix)]));
  }

  async served(query: {
    channelId: string;
    from: string;
    to: string;
    threadTs?: string;
  }): Promise<MessageRecord[]> {
    const channel = this.#channels.find(query.channelId);
    if (!channel) return [];
    const of =
      query.threadTs === undefined ? 'in_channel = 1' : 'thread_ts = ? and ts <> thread_ts';
    // left to itself SQLite takes the range of ts, and reads the whole channel for each thread
    const by = query.threadTs === undefined ? '' : 'indexed by message_by_thread';
    const rows = this.#statements.all(
      `select ${messageColumns} from message ${by}
       where channel = ? and ${of} and ts between ? and ? order by ts`,
      channel.ref,
      ...(query.threadTs === undefined ? [] : [query.threadTs]),
      query.from,
      query.to,
    ) as unknown as MessageRow[];
    return rows.map((row) => unpackMessage(row, query.channelId, channel.prefix));
  }

  async chunks(channelId: string): Promise<Chunk[]> {
    const rows = this.#statements.all(
      `select from_ts, to_ts, read_lo, read_hi from chunk
       where channel = (select ref from channel where channel_id = ?) order by from_ts`,
      channelId,
    );
    return rows.map((row) => ({
      from: String(row.from_ts),
      to: String(row.to_ts),
      readLo: Number(row.read_lo),
      readHi: Number(row.read_hi),
    }));
  }

  async debts(query: {
    channelId?: string;
    kind?: DebtKind;
    dueBy: number;
    limit: number;
  }): Promise<Debt[]> {
    const conditions = ['due <= ?'];
    const values: SQLInputValue[] = [query.dueBy];
    if (query.channelId !== undefined) {
      conditions.push('channel_id = ?');
      values.push(query.channelId);
    }
    if (query.kind !== undefined) {
      conditions.push('kind = ?');
      values.push(query.kind);
    }
    const rows = this.#statements.all(
      `select id, channel_id, kind, ts, due, attempts, priority, reason, detail from debt
       where ${conditions.join(' and ')} order by priority desc, due limit ?`,
      ...values,
      query.limit,
    );
    return rows.map(debtFrom);
  }

  async threads(query: {
    channelId?: string;
    readBefore: number;
    limit: number;
  }): Promise<MessageRecord[]> {
    const one = query.channelId === undefined ? '' : 'channel_id = ? and';
    return this.#joined(
      `${one} thread_read_at < ? order by thread_read_at limit ?`,
      ...(query.channelId === undefined ? [] : [query.channelId]),
      query.readBefore,
      query.limit,
    );
  }

  async expired(query: {
    channelId: string;
    before: string;
    limit: number;
  }): Promise<MessageRecord[]> {
    return this.#joined(
      `channel_id = ? and ts < ? and state = 'live' order by ts limit ?`,
      query.channelId,
      query.before,
      query.limit,
    );
  }

  async holders(part: string): Promise<MessageRecord[]> {
    const records = this.#joined(
      `state = 'live' and (channel, ts) in (select channel, ts from file where file_id = ?)`,
      part.slice('file:'.length),
    );
    return records.filter(({ parts }) => parts.some((held) => held.part === part));
  }

  #joined(conditions: string, ...values: SQLInputValue[]): MessageRecord[] {
    const rows = this.#statements.all(
      `select channel_id, key_prefix, ${messageColumns} from message
       join channel on channel.ref = message.channel where ${conditions}`,
      ...values,
    ) as unknown as (MessageRow & { channel_id: string; key_prefix: string | null })[];
    return rows.map((row) => unpackMessage(row, row.channel_id, row.key_prefix));
  }

  async deliveries(limit: number): Promise<Delivery[]> {
    const rows = this.#statements.all(
      'select id, body, lo, hi from delivery order by seq limit ?',
      limit,
    );
    return rows.map((row) => ({
      id: String(row.id),
      body: String(row.body),
      at: { lo: Number(row.lo), hi: Number(row.hi) },
    }));
  }

  async counts(channelId?: string): Promise<{ messages: number; debts: Record<string, number> }> {
    const one = channelId === undefined ? '' : 'where channel_id = ?';
    const values = channelId === undefined ? [] : [channelId];
    const live = this.#statements.row(
      `select coalesce(sum(live), 0) as n from channel ${one}`,
      ...values,
    );
    const debts = this.#statements.all(
      `select kind, count(*) as n from debt ${one} group by kind`,
      ...values,
    );
    return {
      messages: Number(live?.n),
      debts: Object.fromEntries(debts.map((row) => [String(row.kind), Number(row.n)])),
    };
  }

  async intents(limit: number): Promise<Intent[]> {
    const rows = this.#statements.all(
      'select key, body, channel_id, ts, part, prepared_at from intent order by seq limit ?',
      limit,
    );
    return rows.map((row) => ({
      key: String(row.key),
      body: String(row.body),
      channelId: String(row.channel_id),
      ts: String(row.ts),
      part: String(row.part),
      preparedAt: Number(row.prepared_at),
    }));
  }

  async value(name: string): Promise<string | undefined> {
    const row = this.#statements.row('select value from value where name = ?', name);
    return row === undefined ? undefined : String(row.value);
  }

  async commit(batch: LedgerBatch): Promise<void> {
    try {
      this.#statements.atomic(() => applyBatch(batch, this.#statements, this.#channels));
    } catch (error) {
      this.#channels.forget();
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }
}

function debtFrom(row: Record<string, unknown>): Debt {
  return {
    id: String(row.id),
    channelId: String(row.channel_id),
    // the column is written from a Debt alone
    kind: row.kind as DebtKind,
    ts: String(row.ts),
    due: Number(row.due),
    attempts: Number(row.attempts),
    priority: String(row.priority),
    ...(row.reason === null ? {} : { reason: String(row.reason) }),
    ...(row.detail === null ? {} : { detail: String(row.detail) }),
  };
}
