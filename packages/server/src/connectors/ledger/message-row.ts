import type { MessageRecord } from '@belay/connector/ports';
import { packParts, unpackParts } from './pack-parts.ts';

export const messageColumns =
  'channel_id, ts, thread_ts, in_channel, state, bare_key, parts, registers, scope, thread_read_at';

/** A message as its row keeps it. */
export interface MessageRow {
  channel_id: string;
  ts: string;
  thread_ts: string | null;
  in_channel: boolean;
  state: string;
  bare_key: string | null;
  parts: string;
  registers: string;
  scope: string | null;
  thread_read_at: number | null;
}

export function rowOfMessage(record: MessageRecord): MessageRow {
  return {
    channel_id: record.channelId,
    ts: record.ts,
    thread_ts: record.threadTs ?? null,
    in_channel: record.inChannel,
    state: record.state,
    bare_key: record.bareKey ?? null,
    parts: packParts(record.parts, record),
    registers: record.registers,
    scope: record.scope ?? null,
    thread_read_at: record.threadReadAt ?? null,
  };
}

export function messageOfRow(row: MessageRow): MessageRecord {
  const place = { channelId: row.channel_id, ts: row.ts };
  return {
    ...place,
    ...(row.thread_ts === null ? {} : { threadTs: row.thread_ts }),
    inChannel: row.in_channel,
    ...(row.bare_key === null ? {} : { bareKey: row.bare_key }),
    parts: unpackParts(row.parts, place),
    registers: row.registers,
    // the column has a check of its own
    state: row.state as MessageRecord['state'],
    ...(row.scope === null ? {} : { scope: row.scope }),
    ...(row.thread_read_at === null ? {} : { threadReadAt: row.thread_read_at }),
  };
}
