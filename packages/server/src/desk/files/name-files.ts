import { BelayError } from '@belay/contract/error';
import type pg from 'pg';

/** Whose uploads they are; uuids. */
export type Uploader = { visitor: string } | { person: string };

/**
 * A message names files, in its transaction: each once, and only those that its author uploaded.
 * Throws NOT_FOUND for others.
 */
export async function nameFiles(
  db: pg.PoolClient,
  { tenant, conversation, message }: { tenant: string; conversation: string; message: string },
  by: Uploader,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const wanted = [...new Set(files)];
  const { rowCount } = await db.query({
    name: 'desk-name-files',
    text: `update desk_file set conversation = $3, message = $4
           where tenant = $1 and id = any($2) and message is null
             and visitor is not distinct from $5 and person is not distinct from $6`,
    values: [
      tenant,
      wanted,
      conversation,
      message,
      'visitor' in by ? by.visitor : null,
      'person' in by ? by.person : null,
    ],
  });
  if (rowCount !== wanted.length)
    throw new BelayError(
      'NOT_FOUND',
      'A file of this message is not there any more. Upload it again.',
      { field: 'file_ids' },
    );
}
