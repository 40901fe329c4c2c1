import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import type { Given } from '../store/knowledge-row.ts';
import { holdRun, type Run } from '../teach/run.ts';
import { type SiteBounds, siteBounds } from './site-bounds.ts';

/** `http` and `https`, with and without `www`: the same site to whoever typed the address. */
export function isSameSite(a: string, b: string): boolean {
  const host = (url: string) => new URL(url).hostname.replace(/^www\./, '');
  return host(a) === host(b);
}

/** The address led elsewhere on the same site: from now on that is its start, also after a kill. */
export async function adoptBase(
  ctx: Context,
  run: Run,
  given: Extract<Given, { kind: 'site' }>,
  base: string,
): Promise<SiteBounds> {
  await inTransaction(ctx.pool, async (db) => {
    await holdRun(db, run);
    await db.query('update knowledge set given = $3 where tenant = $1 and id = $2', [
      run.tenant,
      run.id,
      JSON.stringify({ ...given, base }),
    ]);
  });
  return siteBounds(base);
}
