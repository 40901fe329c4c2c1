import type { Context } from '../../context.ts';
import { removeFiles } from './remove-files.ts';

const keptHours = 24;

/**
 * Removes uploads that no message named within a day, and those whose message is gone, or was taken
 * back a day ago.
 */
export async function sweepFiles(ctx: Pick<Context, 'pool' | 'blobs' | 'now'>): Promise<number> {
  const before = new Date(ctx.now() - keptHours * 3_600_000);
  const unnamed = await removeFiles(ctx.pool, null, 'f.message is null and f.created_at < $2', [
    before,
  ]);
  const orphaned = await removeFiles(
    ctx.pool,
    null,
    `f.message is not null and not exists (
       select from message m where m.tenant = f.tenant and m.id = f.message
         and (m.deleted_at is null or m.deleted_at > $2))`,
    [before],
  );
  if (unnamed + orphaned > 0) await ctx.blobs.sweep();
  return unnamed + orphaned;
}
