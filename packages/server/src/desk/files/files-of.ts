import type pg from 'pg';
import { type FileRow, fileColumns } from './file-row.ts';

/** The files of each of these messages (uuids), in the order in which they were uploaded. */
export async function filesOf(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  messages: readonly string[],
): Promise<Map<string, FileRow[]>> {
  const { rows } = await db.query<FileRow & { message: string }>({
    name: 'desk-files-of',
    text: `select ${fileColumns} from desk_file where tenant = $1 and message = any($2)
           order by created_at, id`,
    values: [tenant, messages],
  });
  const files = new Map<string, FileRow[]>();
  for (const row of rows) files.set(row.message, [...(files.get(row.message) ?? []), row]);
  return files;
}
