import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { forgetEvents } from '../../../memory/forget/forget-events.ts';
import { holdRun, type Run, teacherOf } from './run.ts';

const atOnce = 500;

/** Everything that lies where this source was taught, then the source itself. */
export async function forgetSource(ctx: Context, run: Run, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await ctx.pool.query<{ id: string }>(
      `select id from event where tenant = $1 and scope = $2 and forgotten_at is null
       limit ${atOnce}`,
      [run.tenant, run.scope],
    );
    if (rows.length === 0) break;
    await forgetEvents(
      ctx,
      await teacherOf(ctx, run),
      rows.map(({ id }) => id),
      {
        note: 'The source was removed.',
        keys: 'release',
        scope: run.scope,
        guard: (db) => holdRun(db, run),
      },
    );
  }
  await inTransaction(ctx.pool, async (db) => {
    await db.query(`delete from knowledge where tenant = $1 and id = $2 and state = 'removing'`, [
      run.tenant,
      run.id,
    ]);
    await db.query('delete from scope where tenant = $1 and path = $2', [run.tenant, run.scope]);
  });
}
