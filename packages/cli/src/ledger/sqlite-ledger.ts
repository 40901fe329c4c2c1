import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type {
  ChannelRecord,
  Chunk,
  Debt,
  DebtKind,
  Intent,
  Ledger,
  LedgerBatch,
  MessageRecord,
} from '@belay/connector/ports';
import { keyPrefix, type MessageRow, packMessage, unpackMessage } from './message-row.ts';
import { applicationId, migrations } from './schema.ts';

const messageColumns = 'ts, thread_ts, in_channel, state, bare_key, parts, registers, scope';

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
  readonly #statements = new Map<string, StatementSync>();
  readonly #channels = new Map<string, { ref: number; prefix: string | null }>();

  constructor(path: string, options: { readOnly?: boolean } = {}) {
    this.#db = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: 2000 });
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
    const { user_version: version } = this.#row('pragma user_version') as { user_version: number };
    if (version > migrations.length)
      throw new LedgerTooNew(
        `the ledger has schema ${version}, this program knows ${migrations.length}: upgrade it`,
      );
    if (version === migrations.length) return;
    this.#atomic(() => {
      for (const sql of migrations.slice(version)) this.#db.exec(sql);
      this.#db.exec(
        `pragma application_id = ${applicationId}; pragma user_version = ${migrations.length}`,
      );
    });
  }

  async channels(): Promise<ChannelRecord[]> {
    const rows = this.#all('select record from channel where record is not null order by ref');
    return rows.map((row) => JSON.parse(String(row.record)) as ChannelRecord);
  }

  async messages(channelId: string, tss: string[]): Promise<Map<string, MessageRecord>> {
    const channel = this.#channel(channelId);
    if (!channel) return new Map();
    const rows = this.#all(
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
    const channel = this.#channel(query.channelId);
    if (!channel) return [];
    const of =
      query.threadTs === undefined ? 'in_channel = 1' : 'thread_ts = ? and ts <> thread_ts';
    const rows = this.#all(
      `select ${messageColumns} from message
       where channel = ? and ${of} and ts between ? and ? order by ts`,
      channel.ref,
      ...(query.threadTs === undefined ? [] : [query.threadTs]),
      query.from,
      query.to,
    ) as unknown as MessageRow[];
    return rows.map((row) => unpackMessage(row, query.channelId, channel.prefix));
  }

  async chunks(channelId: string): Promise<Chunk[]> {
    const rows = this.#all(
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
    const rows = this.#all(
      `select id, channel_id, kind, ts, due, attempts, priority, reason, detail from debt
       where ${conditions.join(' and ')} order by priority desc, due limit ?`,
      ...values,
      query.limit,
    );
    return rows.map(debtFrom);
  }

  async counts(channelId?: string): Promise<{ messages: number; debts: Record<string, number> }> {
    const one = channelId === undefined ? '' : 'where channel_id = ?';
    const values = channelId === undefined ? [] : [channelId];
    const live = this.#row(`select coalesce(sum(live), 0) as n from channel ${one}`, ...values);
    const debts = this.#all(`select kind, count(*) as n from debt ${one} group by kind`, ...values);
    return {
      messages: Number(live?.n),
      debts: Object.fromEntries(debts.map((row) => [String(row.kind), Number(row.n)])),
    };
  }

  async intents(limit: number): Promise<Intent[]> {
    const rows = this.#all(
      'select key, body, channel_id, ts, part from intent order by seq limit ?',
      limit,
    );
    return rows.map((row) => ({
      key: String(row.key),
      body: String(row.body),
      channelId: String(row.channel_id),
      ts: String(row.ts),
      part: String(row.part),
    }));
  }

  async value(name: string): Promise<string | undefined> {
    const row = this.#row('select value from value where name = ?', name);
    return row === undefined ? undefined : String(row.value);
  }

  async commit(batch: LedgerBatch): Promise<void> {
    try {
      this.#atomic(() => this.#apply(batch));
    } catch (error) {
      // refs made inside the failed transaction don't exist
      this.#channels.clear();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #apply(batch: LedgerBatch): void {
    for (const record of batch.channels ?? [])
      this.#run(
        `insert into channel (channel_id, record) values (?, ?)
         on conflict (channel_id) do update set record = excluded.record`,
        record.channelId,
        JSON.stringify(record),
      );
    for (const record of batch.messages ?? []) this.#putMessage(record);
    for (const intent of batch.intents ?? [])
      this.#run(
        `insert into intent (key, body, channel_id, ts, part) values (?, ?, ?, ?, ?)
         on conflict (key) do nothing`,
        intent.key,
        intent.body,
        intent.channelId,
        intent.ts,
        intent.part,
      );
    for (const key of batch.settled ?? []) this.#run('delete from intent where key = ?', key);
    for (const { channelId, chunks } of batch.chunks ?? []) this.#replaceChunks(channelId, chunks);
    for (const id of batch.paid ?? []) this.#run('delete from debt where id = ?', id);
    for (const debt of batch.debts ?? []) this.#putDebt(debt);
    for (const [name, value] of Object.entries(batch.values ?? {}))
      if (value === null) this.#run('delete from value where name = ?', name);
      else this.#run('insert or replace into value (name, value) values (?, ?)', name, value);
  }

  #putMessage(record: MessageRecord): void {
    const channel = this.#channelFor(record.channelId, keyPrefix(record));
    const row = packMessage(record, channel.prefix);
    this.#run(
      `insert into message (channel, ${messageColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (channel, ts) do update set
         thread_ts = excluded.thread_ts, in_channel = excluded.in_channel, state = excluded.state,
         bare_key = excluded.bare_key, parts = excluded.parts, registers = excluded.registers,
         scope = excluded.scope`,
      channel.ref,
      row.ts,
      row.thread_ts,
      row.in_channel,
      row.state,
      row.bare_key,
      row.parts,
      row.registers,
      row.scope,
    );
  }

  #replaceChunks(channelId: string, chunks: Chunk[]): void {
    const { ref } = this.#channelFor(channelId);
    this.#run('delete from chunk where channel = ?', ref);
    for (const chunk of chunks)
      this.#run(
        'insert into chunk (channel, from_ts, to_ts, read_lo, read_hi) values (?, ?, ?, ?, ?)',
        ref,
        chunk.from,
        chunk.to,
        chunk.readLo,
        chunk.readHi,
      );
  }

  #putDebt(debt: Debt): void {
    this.#run(
      `insert or replace into debt
       (id, channel_id, kind, ts, due, attempts, priority, reason, detail)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      debt.id,
      debt.channelId,
      debt.kind,
      debt.ts,
      debt.due,
      debt.attempts,
      debt.priority,
      debt.reason ?? null,
      debt.detail ?? null,
    );
  }

  #channel(channelId: string): { ref: number; prefix: string | null } | undefined {
    const known = this.#channels.get(channelId);
    if (known) return known;
    const row = this.#row('select ref, key_prefix from channel where channel_id = ?', channelId);
    if (!row) return undefined;
    const prefix = row.key_prefix === null ? null : String(row.key_prefix);
    const found = { ref: Number(row.ref), prefix };
    this.#channels.set(channelId, found);
    return found;
  }

  /** The channel's number, made on first use; the first key seen fixes its prefix for good. */
  #channelFor(channelId: string, prefix?: string): { ref: number; prefix: string | null } {
    const known = this.#channel(channelId);
    if (known && (known.prefix !== null || prefix === undefined)) return known;
    this.#run(
      `insert into channel (channel_id, key_prefix) values (?, ?)
       on conflict (channel_id) do update set key_prefix = excluded.key_prefix`,
      channelId,
      prefix ?? null,
    );
    this.#channels.delete(channelId);
    const made = this.#channel(channelId);
    if (!made) throw new Error(`channel ${channelId} was not stored`);
    return made;
  }

  #atomic(work: () => void): void {
    this.#db.exec('begin immediate');
    try {
      work();
      this.#db.exec('commit');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback');
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  #row(sql: string, ...values: SQLInputValue[]) {
    return this.#prepare(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]) {
    return this.#prepare(sql).all(...values);
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
