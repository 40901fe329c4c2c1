import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '@belay/connector/ports';
import { type ChannelProof, proofOf } from '@belay/connector/proof';
import {
  type ChannelCursor,
  type ConnectorCursor,
  channelCursors,
  readCursors,
} from '../ledger/cursor-file.ts';
import { SqliteLedger } from '../ledger/sqlite-ledger.ts';
import type { Home } from '../settings/home.ts';
import { type LastRun, readRun, redactedTotal } from './last-run.ts';

/** One channel: its cursor and, where the ledger can be read, what is proved of it (SYN-13). */
export interface ChannelStatus extends ChannelCursor {
  proof?: ChannelProof;
}

/** One workspace and memory. */
export interface ConnectorStatus extends Partial<Omit<ConnectorCursor, 'channels' | 'last_run'>> {
  channels: Record<string, ChannelStatus>;
  last_run?: LastRun | NonNullable<ConnectorCursor['last_run']>;
  /** secrets and personal data cut out since the ledger began */
  redacted?: number;
  /** why the ledger can't be read: then the cursors are those of the last drawing */
  trouble?: string;
}

export interface Status {
  connectors: Record<string, ConnectorStatus>;
  /** the cursor file can't be read; it was left as it is */
  damaged: boolean;
}

/** Everything that is known here, offline and without changing a file. */
export async function readStatus(home: Home, cursorPath: string): Promise<Status> {
  const { file, damaged } = readCursors(cursorPath);
  const names = new Set([...Object.keys(file.connectors), ...ledgerNames(home)]);
  const connectors: Record<string, ConnectorStatus> = {};
  for (const name of names) {
    const drawn = file.connectors[name];
    const path = join(home.ledgers, `${name}.sqlite`);
    if (existsSync(path)) connectors[name] = await readConnector(path, drawn);
    else if (drawn) connectors[name] = { ...asDrawn(drawn), trouble: 'it is gone' };
  }
  return { connectors, damaged };
}

function ledgerNames(home: Home): string[] {
  if (!existsSync(home.ledgers)) return [];
  return readdirSync(home.ledgers).flatMap((file) =>
    file.endsWith('.sqlite') ? [file.slice(0, -'.sqlite'.length)] : [],
  );
}

async function readConnector(path: string, drawn?: ConnectorCursor): Promise<ConnectorStatus> {
  let ledger: SqliteLedger | undefined;
  try {
    ledger = new SqliteLedger(path, { readOnly: true });
    const run = await readRun(ledger);
    return {
      ...asDrawn(drawn),
      ...(run ? { last_run: run } : {}),
      redacted: await redactedTotal(ledger),
      channels: await channelsOf(ledger),
    };
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    return { ...asDrawn(drawn), trouble };
  } finally {
    await ledger?.close();
  }
}

async function channelsOf(ledger: Ledger): Promise<Record<string, ChannelStatus>> {
  const cursors = await channelCursors(ledger);
  const channels: Record<string, ChannelStatus> = {};
  for (const channel of await ledger.channels()) {
    const cursor = cursors[channel.channelId];
    if (cursor) channels[channel.channelId] = { ...cursor, proof: await proofOf(ledger, channel) };
  }
  return channels;
}

function asDrawn(cursor: ConnectorCursor | undefined): ConnectorStatus {
  const { last_run: run, ...drawn } = cursor ?? { channels: {} };
  return run ? { ...drawn, last_run: run } : drawn;
}
