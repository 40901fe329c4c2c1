import { existsSync, readFileSync } from 'node:fs';
import type { Ledger } from '@belay/connector/ports';
import type { SyncReport } from '@belay/connector/progress';
import { z } from 'zod';
import { setAside } from './set-aside.ts';
import { writeAtomic } from './write-atomic.ts';

/** How far one channel is. Times are RFC 3339. */
const channelCursor = z.object({
  name: z.string(),
  state: z.string(),
  reason: z.string().optional(),
  /** newest moment up to which every message is proved captured; absent before the first page */
  messages_through: z.string().optional(),
  /** false while the backfill has not reached its oldest moment */
  complete: z.boolean(),
  messages: z.number(),
  /** certified stretches; 1 when there is no hole */
  chunks: z.number(),
  /** what is owed, by kind */
  debts: z.record(z.string(), z.number()),
});

const connectorCursor = z.object({
  team_id: z.string(),
  workspace: z.string(),
  memory: z.string(),
  actor: z.string(),
  updated_at: z.string(),
  last_run: z
    .object({ outcome: z.string(), started_at: z.string(), ended_at: z.string() })
    .optional(),
  channels: z.record(z.string(), channelCursor),
});

const cursorFile = z.object({
  version: z.literal(1),
  connectors: z.record(z.string(), connectorCursor),
});

export type ChannelCursor = z.infer<typeof channelCursor>;
export type ConnectorCursor = z.infer<typeof connectorCursor>;
export type CursorFile = z.infer<typeof cursorFile>;

/**
 * `connectors-state.json`: the cursors for people to read. It is drawn from the ledger and never
 * read back by a sync, so a damaged one costs nothing: it is kept aside and drawn anew.
 */
export function readCursors(path: string): { file: CursorFile; damaged: boolean } {
  const empty: CursorFile = { version: 1, connectors: {} };
  if (!existsSync(path)) return { file: empty, damaged: false };
  try {
    return { file: cursorFile.parse(JSON.parse(readFileSync(path, 'utf8'))), damaged: false };
  } catch {
    return { file: empty, damaged: true };
  }
}

/** Replaces one connector's entry, atomically. Returns where a damaged file was put, if it was. */
export function writeCursors(
  path: string,
  name: string,
  cursor: ConnectorCursor,
): string | undefined {
  const { file, damaged } = readCursors(path);
  const kept = damaged ? setAside(path, 'damaged') : undefined;
  file.connectors[name] = cursor;
  writeAtomic(path, `${JSON.stringify(file, null, 2)}\n`);
  return kept;
}

/** What a ledger knows of its channels, as cursors. */
export async function channelCursors(ledger: Ledger): Promise<Record<string, ChannelCursor>> {
  const cursors: Record<string, ChannelCursor> = {};
  for (const channel of await ledger.channels()) {
    const chunks = await ledger.chunks(channel.channelId);
    const { messages, debts } = await ledger.counts(channel.channelId);
    const newest = chunks.at(-1);
    cursors[channel.channelId] = {
      name: channel.name,
      state: channel.state,
      ...(channel.reason === undefined ? {} : { reason: channel.reason }),
      ...(newest ? { messages_through: momentOf(newest.to) } : {}),
      complete: newest !== undefined && newest.from <= channel.target,
      messages,
      chunks: chunks.length,
      debts,
    };
  }
  return cursors;
}

export function lastRun(report: SyncReport): NonNullable<ConnectorCursor['last_run']> {
  return {
    outcome: report.outcome,
    started_at: new Date(report.startedAt).toISOString(),
    ended_at: new Date(report.endedAt).toISOString(),
  };
}

/** A ts to the millisecond; what is not a ts stays as it is. */
function momentOf(ts: string): string {
  const ms = Math.floor(Number(ts) * 1000);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : ts;
}
