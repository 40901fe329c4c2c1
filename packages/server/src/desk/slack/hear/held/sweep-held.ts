import type pg from 'pg';
import type { Context } from '../../../../context.ts';
import { addLineJob } from '../line/add-line-job.ts';
import type { LineRow } from '../line/line-row.ts';
import { writeNote } from '../line/write-note.ts';
import { keepLine } from './keep-line.ts';

const atOnce = 100;
/** Whoever writes a note now is given time to. */
const owedSince = '1 minute';

/** Longer than the last try of a line's job. */
const jobLost = '30 minutes';

/**
 * Held lines whose time is over stay internal. What crashes left behind goes on: notes that are
 * unwritten, lines whose job was cut off too often.
 */
export async function sweepHeld(ctx: Context, signal: AbortSignal): Promise<void> {
  for (const row of await rowsWhere(ctx.pool, `fate = 'held' and held_until <= $1`, [
    new Date(ctx.now()),
  ])) {
    if (signal.aborted) return;
    await keepLine(ctx, row);
  }
  for (const row of await rowsWhere(
    ctx.pool,
    `fate = 'internal' and body is not null
     and coalesce(receipt_at, created_at) < now() - interval '${owedSince}'`,
    [],
  )) {
    if (signal.aborted) return;
    await writeNote(ctx, row);
  }
  for (const row of await rowsWhere(
    ctx.pool,
    `fate = 'waiting' and send_at < now() - interval '${jobLost}'`,
    [],
  ))
    await addLineJob(ctx.pool, row);
}

async function rowsWhere(db: pg.Pool, where: string, values: unknown[]): Promise<LineRow[]> {
  const { rows } = await db.query<LineRow>(
    `select * from slack_line where ${where} limit ${atOnce}`,
    values,
  );
  return rows;
}
