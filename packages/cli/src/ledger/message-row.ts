import type { MessageRecord, Part } from '@belay/connector/ports';

export const messageColumns =
  'ts, thread_ts, in_channel, state, bare_key, parts, registers, scope, thread_read_at';

/** A message as its row keeps it. */
export interface MessageRow {
  ts: string;
  thread_ts: string | null;
  in_channel: number;
  state: string;
  bare_key: string | null;
  parts: string;
  registers: string;
  scope: string | null;
  thread_read_at: number | null;
}

/**
 * Packs a record for storage. Every key of a message begins with its channel's prefix and its ts:
 * both are left out, and an event id's 32 hex digits become 22 characters. Lossless either way.
 */
export function packMessage(record: MessageRecord, prefix: string | null): MessageRow {
  const base = prefix === null ? undefined : prefix + record.ts;
  return {
    ts: record.ts,
    thread_ts: record.threadTs ?? null,
    in_channel: record.inChannel ? 1 : 0,
    state: record.state,
    bare_key: record.bareKey ?? null,
    parts: JSON.stringify(record.parts.map((part) => packPart(part, base))),
    registers: record.registers,
    scope: record.scope ?? null,
    thread_read_at: record.threadReadAt ?? null,
  };
}

export function unpackMessage(
  row: MessageRow,
  channelId: string,
  prefix: string | null,
): MessageRecord {
  const base = prefix === null ? '' : prefix + row.ts;
  const packed = JSON.parse(row.parts) as PackedPart[];
  return {
    channelId,
    ts: row.ts,
    ...(row.thread_ts === null ? {} : { threadTs: row.thread_ts }),
    inChannel: row.in_channel === 1,
    ...(row.bare_key === null ? {} : { bareKey: row.bare_key }),
    parts: packed.map((part) => unpackPart(part, base)),
    registers: row.registers,
    // the column is written by packMessage alone
    state: row.state as MessageRecord['state'],
    ...(row.scope === null ? {} : { scope: row.scope }),
    ...(row.thread_read_at === null ? {} : { threadReadAt: row.thread_read_at }),
  };
}

/** The part of a key before its message's ts, if the key has one. */
export function keyPrefix(record: MessageRecord): string | undefined {
  const key = record.parts[0]?.key;
  const at = key?.indexOf(record.ts) ?? -1;
  return key !== undefined && at > 0 ? key.slice(0, at) : undefined;
}

/** part, key, digest, event id or null, ids of the versions before it */
type PackedPart = [string, string, string, (string | null)?, string[]?];

function packPart(part: Part, base: string | undefined): PackedPart {
  const suffix = base !== undefined && part.key.startsWith(base) && part.key.slice(base.length);
  const key = suffix === false || suffix.startsWith('=') ? `=${part.key}` : suffix;
  const packed: PackedPart = [part.part, key, part.digest];
  if (part.eventId !== undefined || part.earlier)
    packed.push(part.eventId === undefined ? null : packId(part.eventId));
  if (part.earlier) packed.push(part.earlier.map(packId));
  return packed;
}

function unpackPart([part, key, digest, eventId, earlier]: PackedPart, base: string): Part {
  return {
    part,
    key: key.startsWith('=') ? key.slice(1) : base + key,
    digest,
    ...(typeof eventId === 'string' ? { eventId: unpackId(eventId) } : {}),
    ...(earlier ? { earlier: earlier.map(unpackId) } : {}),
  };
}

const ownId = /^evt_[0-9a-f]{32}$/;

function packId(id: string): string {
  if (!ownId.test(id)) return `=${id}`;
  return Buffer.from(id.slice(4), 'hex').toString('base64url');
}

function unpackId(id: string): string {
  if (id.startsWith('=')) return id.slice(1);
  return `evt_${Buffer.from(id, 'base64url').toString('hex')}`;
}
