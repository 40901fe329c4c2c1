import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ImportView } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { baseScope } from '../store/base-scope.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { manageableConnector } from '../store/find-connector.ts';
import { recordChange } from '../store/record-change.ts';
import { beingDeleted } from '../store/set-wanted.ts';
import { importFile } from '../work/read-import.ts';
import { type ImportRow, importColumns, importView } from './list-imports.ts';
import { refuseForeignExport } from './refuse-foreign-export.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { writeUpload } from './write-upload.ts';

export interface Upload {
  name: string;
  body: ReadableStream<Uint8Array> | null;
  /** bytes, where the sender says */
  declared: number | undefined;
}

/**
 * Takes an export ZIP for a connector, streamed to disk; its worker reads it next (SYN-8). One at a
 * time waits or is read per connector; the row is written once the file is whole.
 */
export async function receiveImport(
  ctx: Context,
  caller: Caller,
  id: string,
  { name, body, declared }: Upload,
): Promise<ImportView> {
  const row = await manageableConnector(ctx.pool, caller, id);
  if (row.wanted === 'deleting') throw beingDeleted(row.name);
  await refuseSecond(ctx.pool, caller.tenant, row);
  await refuseOverQuota(ctx, caller.tenant, declared ?? 0);
  const file = randomUUID();
  const path = importFile(ctx.config.dataDir, file);
  await sweepUploads(ctx.pool, dirname(path), ctx.now());
  let isKept = false;
  try {
    const size = await writeUpload(path, body, declared);
    await refuseOverQuota(ctx, caller.tenant, size);
    await refuseForeignExport(path, row);
    const made = await inTransaction(ctx.pool, (client) =>
      insertImport(client, ctx, caller, row, { file, name, size }),
    );
    isKept = true;
    ctx.feed.wake();
    return importView(made);
  } finally {
    if (!isKept) await rm(path, { force: true });
  }
}

async function insertImport(
  client: pg.PoolClient,
  ctx: Context,
  caller: Caller,
  row: ConnectorRow,
  { file, name, size }: { file: string; name: string; size: number },
): Promise<ImportRow> {
  // two uploads that end at once: the second one waits here and then sees the first
  const { rows } = await client.query<{ wanted: string }>(
    'select wanted from connector where tenant = $1 and id = $2 for update',
    [caller.tenant, row.id],
  );
  if (rows[0]?.wanted !== 'running' && rows[0]?.wanted !== 'paused') throw beingDeleted(row.name);
  await refuseSecond(client, caller.tenant, row);
  const { rows: made } = await client.query<ImportRow>(
    `insert into connector_import (tenant, id, connector, file, name, size_bytes, created_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${importColumns}`,
    [caller.tenant, uuidv7(ctx.now()), row.id, file, name, size, caller.actor],
  );
  await recordChange(client, caller, ctx.now(), {
    connector: row.id,
    installation: row.installation,
    scope: baseScope(row.settings.scope_template),
    what: 'import',
    details: { name, size_bytes: size },
  });
  return made[0] as ImportRow;
}

async function refuseSecond(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  { id }: ConnectorRow,
): Promise<void> {
  const { rows } = await db.query<{ name: string; state: string }>(
    `select name, state from connector_import
     where tenant = $1 and connector = $2 and state in ('waiting', 'reading') limit 1`,
    [tenant, id],
  );
  const [first] = rows;
  if (!first) return;
  throw new BelayError(
    'CONFLICT',
    `"${first.name}" ${first.state === 'reading' ? 'is being read' : 'waits to be read'}. Upload the next one when it is done, or remove that one first.`,
    { reason: 'one at a time' },
  );
}

/** Uploads that wait count against what the tenant may store. */
async function refuseOverQuota(ctx: Context, tenant: string, size: number): Promise<void> {
  const quota = ctx.config.blobQuota;
  if (quota === 0) return;
  const { rows } = await ctx.pool.query<{ used: number }>(
    `select coalesce(sum(size_bytes), 0)::bigint as used from connector_import
     where tenant = $1 and state in ('waiting', 'reading')`,
    [tenant],
  );
  if ((rows[0]?.used ?? 0) + size <= quota) return;
  throw new BelayError(
    'STORAGE_FULL',
    'The uploads that wait use up the quota of this organisation. Wait until they are read, or raise BELAY_BLOB_QUOTA on the server.',
    { quota_bytes: quota, retry_after_s: 300 },
  );
}
