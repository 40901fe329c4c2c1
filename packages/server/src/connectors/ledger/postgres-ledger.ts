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
import type pg from 'pg';
import { type Fence, fenced } from '../lease/fence.ts';
import { commitBatch } from './commit-batch.ts';
import { debtColumns } from './commit-debts.ts';
import { type MessageRow, messageColumns, messageOfRow } from './message-row.ts';

/**
 * The ledger of a managed connector: rows keyed by (tenant, connector). A commit is one transaction
 * that first checks the lease; `LedgerLost` when it is another's. Without a fence it reads only.
 */
export class PostgresLedger implements Ledger {
  readonly #pool: pg.Pool;
  readonly #key: readonly [tenant: string, connector: string];
  readonly #fence: Fence | undefined;

  constructor(pool: pg.Pool, place: { tenant: string; connector: string }, fence?: Fence) {
    this.#pool = pool;
    this.#key = [place.tenant, place.connector];
    this.#fence = fence;
  }

  async channels(): Promise<ChannelRecord[]> {
    const rows = await this.#rows<{ record: ChannelRecord }>(
      `select record from ledger_channel
       where tenant = $1 and connector = $2 and record is not null order by seq`,
    );
    return rows.map(({ record }) => record);
  }

  async messages(channelId: string, tss: string[]): Promise<Map<string, MessageRecord>> {
    const found = await this.#messages('channel_id = $3 and ts = any($4::text[])', channelId, tss);
    return new Map(found.map((record) => [record.ts, record]));
  }

  served(query: {
    channelId: string;
    from: string;
    to: string;
    threadTs?: string;
  }): Promise<MessageRecord[]> {
    const { channelId, from, to, threadTs } = query;
    if (threadTs === undefined)
      return this.#messages(
        'channel_id = $3 and ts between $4 and $5 and in_channel order by ts',
        channelId,
        from,
        to,
      );
    return this.#messages(
      `channel_id = $3 and ts between $4 and $5 and thread_ts = $6 and ts <> thread_ts order by ts`,
      channelId,
      from,
      to,
      threadTs,
    );
  }

  async chunks(channelId: string): Promise<Chunk[]> {
    const [row] = await this.#rows<{ chunks: Chunk[] }>(
      `select chunks from ledger_channel
       where tenant = $1 and connector = $2 and channel_id = $3`,
      channelId,
    );
    return row?.chunks ?? [];
  }

  async debts(query: {
    channelId?: string;
    kind?: DebtKind;
    dueBy: number;
    limit: number;
  }): Promise<Debt[]> {
    const values: unknown[] = [query.dueBy, query.limit];
    const conditions = ['due <= $3'];
    const equal = (column: string, value: string | undefined) => {
      if (value !== undefined) conditions.push(`${column} = $${values.push(value) + 2}`);
    };
    equal('channel_id', query.channelId);
    equal('kind', query.kind);
    const rows = await this.#rows<DebtRow>(
      `select ${debtColumns} from ledger_debt
       where tenant = $1 and connector = $2 and ${conditions.join(' and ')}
       order by priority desc, due limit $4`,
      ...values,
    );
    return rows.map(debtOf);
  }

  threads(query: {
    channelId?: string;
    readBefore: number;
    limit: number;
  }): Promise<MessageRecord[]> {
    const { channelId, readBefore, limit } = query;
    const order = 'thread_read_at < $3 order by thread_read_at limit $4';
    if (channelId === undefined) return this.#messages(order, readBefore, limit);
    return this.#messages(`channel_id = $5 and ${order}`, readBefore, limit, channelId);
  }

  expired(query: { channelId: string; before: string; limit: number }): Promise<MessageRecord[]> {
    return this.#messages(
      `channel_id = $3 and ts < $4 and state = 'live' order by ts limit $5`,
      query.channelId,
      query.before,
      query.limit,
    );
  }

  async holders(part: string): Promise<MessageRecord[]> {
    const records = await this.#messages(
      `state = 'live' and (channel_id, ts) in (
         select channel_id, ts from ledger_file
         where tenant = $1 and connector = $2 and file_id = $3)`,
      part.slice('file:'.length),
    );
    // a row of ledger_file stays when its message loses the file
    return records.filter(({ parts }) => parts.some((held) => held.part === part));
  }

  async deliveries(limit: number): Promise<Delivery[]> {
    const rows = await this.#rows<{ id: string; body: string; at_lo: number; at_hi: number }>(
      `select id, body, at_lo, at_hi from delivery
       where tenant = $1 and connector = $2 order by received_at, id limit $3`,
      limit,
    );
    return rows.map((row) => ({
      id: row.id,
      body: row.body,
      at: { lo: Number(row.at_lo), hi: Number(row.at_hi) },
    }));
  }

  async counts(channelId?: string): Promise<{ messages: number; debts: Record<string, number> }> {
    const one = channelId === undefined ? '' : 'and channel_id = $3';
    const rows = await this.#rows<{ kind: string | null; n: number }>(
      `select null as kind, coalesce(sum(live), 0)::int as n from ledger_channel
       where tenant = $1 and connector = $2 ${one}
       union all
       select kind, count(*)::int from ledger_debt
       where tenant = $1 and connector = $2 ${one} group by kind`,
      ...(channelId === undefined ? [] : [channelId]),
    );
    const debts = rows.flatMap(({ kind, n }) => (kind === null ? [] : [[kind, n] as const]));
    return {
      messages: rows.find(({ kind }) => kind === null)?.n ?? 0,
      debts: Object.fromEntries(debts),
    };
  }

  async intents(limit: number): Promise<Intent[]> {
    const rows = await this.#rows<IntentRow>(
      `select key, body, channel_id, ts, part, prepared_at from ledger_intent
       where tenant = $1 and connector = $2 order by seq limit $3`,
      limit,
    );
    return rows.map(({ key, body, channel_id, ts, part, prepared_at }) => ({
      key,
      body,
      channelId: channel_id,
      ts,
      part,
      preparedAt: prepared_at,
    }));
  }

  async value(name: string): Promise<string | undefined> {
    const [row] = await this.#rows<{ value: string }>(
      'select value from ledger_value where tenant = $1 and connector = $2 and name = $3',
      name,
    );
    return row?.value;
  }

  async commit(batch: LedgerBatch): Promise<void> {
    if (!this.#fence) throw new Error('this ledger was opened for reading');
    await fenced(this.#pool, this.#fence, (db) => commitBatch(db, this.#key, batch));
  }

  /** The pool is the process's own. */
  async close(): Promise<void> {}

  async #messages(conditions: string, ...values: unknown[]): Promise<MessageRecord[]> {
    const rows = await this.#rows<MessageRow>(
      `select ${messageColumns} from ledger_message
       where tenant = $1 and connector = $2 and ${conditions}`,
      ...values,
    );
    return rows.map(messageOfRow);
  }

  async #rows<Row extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.#pool.query<Row>(text, [...this.#key, ...values])).rows;
  }
}

interface DebtRow {
  id: string;
  channel_id: string;
  kind: DebtKind;
  ts: string;
  due: number;
  attempts: number;
  priority: string;
  reason: string | null;
  detail: string | null;
}

interface IntentRow {
  key: string;
  body: string;
  channel_id: string;
  ts: string;
  part: string;
  prepared_at: number;
}

function debtOf({ channel_id, reason, detail, ...row }: DebtRow): Debt {
  return {
    ...row,
    channelId: channel_id,
    ...(reason === null ? {} : { reason }),
    ...(detail === null ? {} : { detail }),
  };
}
