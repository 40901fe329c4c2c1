import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';

export const largestBlob = 32 * 1024 * 1024;

export interface StoredBlob {
  blobId: string;
  size: number;
  contentType: string;
  sha256: string;
}

/** Files of bytes, a folder per tenant; the table names them. Never holds a blob in memory. */
export interface BlobStore {
  /**
   * The same bytes of a tenant are one blob, except with `apart`: then they are one of their own, that
   * nothing but its maker refers to or removes.
   */
  put(
    owner: { tenant: string; actor: string; apart?: string },
    body: ReadableStream<Uint8Array> | null,
    contentType: string,
  ): Promise<StoredBlob>;
  read(tenant: string, file: string): ReadableStream<Uint8Array>;
  /** removes the bytes whose rows were erased */
  sweep(): Promise<void>;
}

export function createBlobStore(pool: pg.Pool, folder: string, quota: number): BlobStore {
  const pathOf = (tenant: string, file: string) => join(folder, tenant, file.slice(0, 2), file);

  return {
    async put(owner, body, contentType) {
      const file = randomUUID();
      const path = pathOf(owner.tenant, file);
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      let kept = false;
      try {
        const { size, sha256 } = await writeDurably(path, body);
        await refuseOverQuota(pool, owner.tenant, size, quota);
        const id = createHmac('sha256', `${owner.tenant}${owner.apart ?? ''}`)
          .update(sha256)
          .digest();
        const { rows } = await pool.query<{ file: string; content_type: string }>(
          `with fresh as (
             insert into blob (tenant, id, sha256, size_bytes, content_type, uploaded_by, file)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (tenant, id) do nothing
             returning file, content_type)
           select * from fresh
           union all select file, content_type from blob where tenant = $1 and id = $2`,
          [owner.tenant, id, sha256, size, contentType, owner.actor, file],
        );
        kept = rows[0]?.file === file;
        return {
          blobId: `blob_${id.toString('hex')}`,
          size,
          contentType: rows[0]?.content_type ?? contentType,
          sha256: sha256.toString('hex'),
        };
      } finally {
        if (!kept) await rm(path, { force: true });
      }
    },

    read(tenant, file) {
      // the web stream of a node stream: bytes, whatever its type says
      return Readable.toWeb(createReadStream(pathOf(tenant, file))) as ReadableStream<Uint8Array>;
    },

    async sweep() {
      const { rows } = await pool.query<{ tenant: string; file: string }>(
        'select tenant, file from blob_trash limit 1000',
      );
      for (const { tenant, file } of rows) {
        await rm(pathOf(tenant, file), { force: true });
        await pool.query('delete from blob_trash where tenant = $1 and file = $2', [tenant, file]);
      }
    },
  };
}

async function writeDurably(
  path: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<{ size: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  let size = 0;
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'wx', 0o600);
    for await (const chunk of body ?? []) {
      size += chunk.byteLength;
      if (size > largestBlob)
        throw new BelayError(
          'PAYLOAD_TOO_LARGE',
          'A blob has at most 32 MiB. Store it elsewhere and write a link.',
        );
      hash.update(chunk);
      await handle.write(chunk);
    }
    await handle.sync();
  } finally {
    await handle?.close();
  }
  if (size === 0)
    throw new BelayError(
      'INVALID_BODY',
      'The body is empty. Send the bytes of the blob as the body.',
    );
  return { size, sha256: hash.digest() };
}

async function refuseOverQuota(
  pool: pg.Pool,
  tenant: string,
  size: number,
  quota: number,
): Promise<void> {
  if (quota === 0) return;
  const { rows } = await pool.query<{ used: number }>(
    'select coalesce(sum(size_bytes), 0)::bigint as used from blob where tenant = $1',
    [tenant],
  );
  if ((rows[0]?.used ?? 0) + size > quota)
    throw new BelayError(
      'STORAGE_FULL',
      'The quota for blobs is used up. Forget some, or raise BELAY_BLOB_QUOTA on the server.',
      { quota_bytes: quota, retry_after_s: 300 },
    );
}
