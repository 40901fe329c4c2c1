import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { largestFile, tooLarge } from './check-bytes.ts';
import type { FileRow } from './file-row.ts';
import { keepFile } from './keep-file.ts';
import type { Uploader } from './name-files.ts';

/**
 * Stores the body of a request as somebody's file (SEC-5): raw bytes, its name in `?name=`. What it
 * is, is seen from its bytes. Throws 413, 415, 429, 507.
 */
export async function storeFile(
  ctx: Context,
  c: HonoContext<AppEnv>,
  tenant: string,
  by: Uploader,
): Promise<FileRow> {
  // whoever is refused in the middle is hung up on: nobody waits for the rest of it
  c.header('Connection', 'close');
  if (Number(c.req.header('content-length') ?? 0) > largestFile) throw tooLarge();
  const row = await keepFile(ctx, tenant, by, c.req.query('name') ?? '', c.req.raw.body);
  c.header('Connection', undefined);
  return row;
}
