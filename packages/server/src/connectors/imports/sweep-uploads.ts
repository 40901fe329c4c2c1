import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** An upload under way writes more often than this, whichever process receives it. */
const abandonedMs = 3_600_000;
const fileName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Removes what a crash left of uploads: files that no import, of any tenant, waits for. */
export async function sweepUploads(pool: pg.Pool, folder: string, nowMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => fileName.test(name));
  if (files.length === 0) return;
  const { rows } = await pool.query<{ file: string }>(
    `select file from connector_import
     where file = any($1::uuid[]) and state in ('waiting', 'reading')`,
    [files],
  );
  const needed = new Set(rows.map(({ file }) => file));
  for (const name of files) {
    if (needed.has(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && nowMs - found.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
}
