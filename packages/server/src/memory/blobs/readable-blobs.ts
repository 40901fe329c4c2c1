import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { belowScope } from '../scope-range.ts';

export interface ReadableBlob {
  file: string;
  contentType: string;
  size: number;
  referenced: boolean;
}

/**
 * Those of the wanted blobs that the caller may read: what an experience that the caller may read
 * refers to, and what nothing refers to yet if the caller uploaded it. Others look like missing ones.
 */
export async function readableBlobs(
  pool: pg.Pool,
  caller: Caller,
  blobIds: string[],
): Promise<Map<string, ReadableBlob>> {
  const privacy = privacyFilter(caller);
  const { rows } = await pool.query<{
    id: Buffer;
    file: string;
    content_type: string;
    size_bytes: number;
    referenced: boolean;
  }>({
    name: privacy.value === null ? 'readable-blobs' : 'readable-blobs-but-private',
    text: `select id, file, content_type, size_bytes, referenced
           from (
             select b.*,
                    exists (select from blob_reference r where r.tenant = b.tenant and r.blob_id = b.id) as referenced,
                    exists (select from blob_reference r where r.tenant = b.tenant and r.blob_id = b.id
                              and exists (select from unnest($3::text[]) as held
                                          where ${belowScope('r.scope', 'held')})
                              and ${privacy.sql('r.scope', '$4')}) as readable
             from blob b where b.tenant = $1 and b.id = any($2)
           ) as wanted
           where readable or not referenced and uploaded_by = $5`,
    values: [
      caller.tenant,
      blobIds.map((id) => Buffer.from(id.slice('blob_'.length), 'hex')),
      caller.scopes,
      privacy.value,
      caller.actor,
    ],
  });
  return new Map(
    rows.map((row) => [
      `blob_${row.id.toString('hex')}`,
      {
        file: row.file,
        contentType: row.content_type,
        size: row.size_bytes,
        referenced: row.referenced,
      },
    ]),
  );
}
