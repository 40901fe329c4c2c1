import { BelayError } from '@belay/contract/error';
import type { Experience } from '@belay/contract/experience';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { readableBlobs } from '../blobs/readable-blobs.ts';
import { blobIds } from './prepare-event.ts';

/** Refuses a reference to a blob that isn't there, or that this caller may not read: 422. */
export async function checkBlobs(pool: pg.Pool, caller: Caller, item: Experience): Promise<void> {
  const wanted = blobIds(item);
  if (wanted.length === 0) return;
  const readable = await readableBlobs(pool, caller, wanted);
  const missing = wanted.find((id) => !readable.has(id));
  if (missing === undefined) return;
  const reason = `there is no ${missing}; upload it with POST /v1/blobs first`;
  throw new BelayError('INVALID_ENVELOPE', `content.blob_id: ${reason}.`, {
    field: 'content.blob_id',
    reason,
  });
}
