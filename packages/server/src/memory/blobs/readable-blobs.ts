import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';

export interface ReadableBlob {
  file: string;
  contentType: string;
  size: number;
  referenced: boolean;
}

/**
 * Those of the wanted blobs that the caller may read: what an experience in the caller's scopes
 * refers to, and what nothing refers to yet if the caller uploaded it. Others look like missing ones.
 */
export async function readableBlobs(
  pool: pg.Pool,
  caller: Caller,
  blobIds: string[],
): Promise<Map<string, ReadableBlob>> {
  const { rows } = await pool.query<{
    id: Buffer;
    file: string;
    content_type: string;
    size_bytes: number;
    uploaded_by: string;
    scopes: string[];
  }>({
    name: 'readable-blobs',
    text: `select b.id, b.file, b.content_type, b.size_bytes, b.uploaded_by,
                  coalesce(array_agg(distinct r.scope) filter (where r.scope is not null), '{}') as scopes
           from blob b left join blob_reference r on r.tenant = b.tenant and r.blob_id = b.id
           where b.tenant = $1 and b.id = any($2)
           group by b.tenant, b.id`,
    values: [caller.tenant, blobIds.map((id) => Buffer.from(id.slice('blob_'.length), 'hex'))],
  });
  const readable = new Map<string, ReadableBlob>();
  for (const row of rows) {
    const referenced = row.scopes.length > 0;
    const inScope = row.scopes.some((scope) =>
      caller.scopes.some((outer) => scopeCovers(outer, scope)),
    );
    if (!inScope && row.uploaded_by !== caller.actor) continue;
    if (referenced && !inScope) continue;
    readable.set(`blob_${row.id.toString('hex')}`, {
      file: row.file,
      contentType: row.content_type,
      size: row.size_bytes,
      referenced,
    });
  }
  return readable;
}
