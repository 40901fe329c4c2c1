import type { ChannelRecord } from '@belay/connector/ports';
import type pg from 'pg';
import { noCounts, type WorkerStatus } from '../status/worker-status.ts';

/** Rows that a worker would have left, for tests of what is shown of them. */
export interface LedgerRows {
  /** certificates as [from, to, read] */
  channel(
    id: string,
    record: Partial<ChannelRecord>,
    chunks: readonly [string, string, number][],
  ): Promise<void>;
  manyChannels(count: number): Promise<void>;
  message(channel: string, ts: string, threadReadAt: number): Promise<void>;
  debt(debt: {
    id: string;
    channel: string;
    kind: string;
    ts: string;
    due?: number;
    reason?: string;
  }): Promise<void>;
  /** id, kind and due, by id */
  debts(): Promise<[string, string, number][]>;
  status(told: Partial<WorkerStatus>): Promise<void>;
}

export function ledgerRows(pool: pg.Pool, tenant: string, connector: string): LedgerRows {
  return {
    async channel(id, record, chunks) {
      const whole = {
        channelId: id,
        keyChannelId: id,
        keyTeamId: 'T1',
        isPrivate: false,
        scopeName: id,
        state: 'active',
        target: '0',
        ...record,
      };
      await pool.query(
        `insert into ledger_channel (tenant, connector, channel_id, record, chunks)
         values ($1, $2, $3, $4, $5)`,
        [
          tenant,
          connector,
          id,
          JSON.stringify(whole),
          JSON.stringify(
            chunks.map(([from, to, read]) => ({ from, to, readLo: read, readHi: read })),
          ),
        ],
      );
    },
    async manyChannels(count) {
      await pool.query(
        `insert into ledger_channel (tenant, connector, channel_id, record, chunks, live)
         select $1, $2, 'C' || lpad(n::text, 6, '0'), jsonb_build_object(
           'channelId', 'C' || lpad(n::text, 6, '0'), 'name', 'room-' || n, 'isPrivate', false,
           'keyChannelId', 'C' || n, 'keyTeamId', 'T1', 'scopeName', 'room-' || n,
           'state', 'active', 'target', '0'), (
             select jsonb_agg(jsonb_build_object('from', (1700000000 + k * 1000) || '.000000',
               'to', (1700000000 + k * 1000 + 1000) || '.000000', 'readLo', 1, 'readHi', 2))
             from generate_series(0, 4) as k), n
         from generate_series(0, $3::int - 1) as n`,
        [tenant, connector, count],
      );
      await pool.query(
        `insert into ledger_debt (tenant, connector, id, channel_id, kind, ts, due, attempts, priority)
         select $1, $2, 'file:' || n, 'C' || lpad((n % $3::int)::text, 6, '0'), 'file', '1', 0, 0, ''
         from generate_series(0, $3::int - 1) as n`,
        [tenant, connector, count],
      );
    },
    async message(channel, ts, threadReadAt) {
      await pool.query(
        `insert into ledger_message
           (tenant, connector, channel_id, ts, in_channel, state, parts, registers, thread_read_at)
         values ($1, $2, $3, $4, true, 'live', '[]', '', $5)`,
        [tenant, connector, channel, ts, threadReadAt],
      );
    },
    async debt({ id, channel, kind, ts, due = 0, reason }) {
      await pool.query(
        `insert into ledger_debt
           (tenant, connector, id, channel_id, kind, ts, due, attempts, priority, reason)
         values ($1, $2, $3, $4, $5, $6, $7, 0, '', $8)`,
        [tenant, connector, id, channel, kind, ts, due, reason],
      );
    },
    async debts() {
      const { rows } = await pool.query<{ id: string; kind: string; due: number }>(
        'select id, kind, due from ledger_debt where tenant = $1 and connector = $2 order by id',
        [tenant, connector],
      );
      return rows.map(({ id, kind, due }) => [id, kind, due]);
    },
    async status(told) {
      await pool.query(
        'update connector set status = $3, status_at = now() where tenant = $1 and id = $2',
        [tenant, connector, JSON.stringify({ counts: noCounts, ...told })],
      );
    },
  };
}
