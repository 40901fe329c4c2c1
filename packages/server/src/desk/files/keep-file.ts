import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { checkBytes } from './check-bytes.ts';
import { fileName } from './file-name.ts';
import { type FileRow, fileColumns } from './file-row.ts';
import type { Uploader } from './name-files.ts';

/** Uploads of one person that no message names yet. */
const mostUnnamed = 50;

/**
 * Keeps bytes as somebody's file (SEC-5), to be named by a message within a day. What it is, is seen
 * from its bytes. Throws 413, 415, 429, 507.
 */
export async function keepFile(
  ctx: Context,
  tenant: string,
  by: Uploader,
  name: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<FileRow> {
  const [visitor, person] = 'visitor' in by ? [by.visitor, null] : [null, by.person];
  await refuseHoarding(ctx, tenant, visitor, person);
  const { type, bytes } = await checkBytes(body);
  const id = uuidv7(ctx.now());
  // a blob of its own: nobody else's erasure takes it along, and its own erasure leaves nobody's
  const blob = await ctx.blobs.put({ tenant, actor: `desk-file:${id}`, apart: id }, bytes, type);
  const { rows } = await ctx.pool.query<FileRow>(
    `insert into desk_file (tenant, id, visitor, person, name, content_type, size_bytes, blob_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${fileColumns}`,
    [...[tenant, id, visitor, person, fileName(name, type), type], ...[blob.size, blob.blobId]],
  );
  const [row] = rows;
  if (!row) throw new Error('an insert that returned nothing');
  return row;
}

async function refuseHoarding(
  ctx: Context,
  tenant: string,
  visitor: string | null,
  person: string | null,
): Promise<void> {
  const { rows } = await ctx.pool.query<{ unnamed: number }>(
    `select count(*) as unnamed from desk_file
     where tenant = $1 and message is null
       and visitor is not distinct from $2 and person is not distinct from $3`,
    [tenant, visitor, person],
  );
  if ((rows[0]?.unnamed ?? 0) < mostUnnamed) return;
  throw new BelayError(
    'RATE_LIMITED',
    'Many files were uploaded and not sent. Send some of them first.',
    { retry_after_s: 60 },
  );
}
