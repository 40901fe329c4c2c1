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
 * unwritten, lines whose job was cut off too often. One that fails is told and tried again at the
 * next look, and keeps no other from its turn.
 */
export async function sweepHeld(ctx: Context, signal: AbortSignal): Promise<void> {
  const isOver = `fate = 'held' and held_until <= $1`;
  const isOwed = `fate = 'internal' and body is not null
    and coalesce(receipt_at, created_at) < now() - interval '${owedSince}'`;
  const isLost = `fate = 'waiting' and send_at < now() - interval '${jobLost}'`;
  await each(ctx, signal, await rowsWhere(ctx.pool, isOver, [new Date(ctx.now())]), keepLine);
  await each(ctx, signal, await rowsWhere(ctx.pool, isOwed, []), writeNote);
  for (const row of await rowsWhere(ctx.pool, isLost, [])) await addLineJob(ctx.pool, row);
}

async function each(
  ctx: Context,
  signal: AbortSignal,
  rows: readonly LineRow[],
  settle: (ctx: Context, row: LineRow) => Promise<unknown>,
): Promise<void> {
  for (const row of rows) {
    if (signal.aborted) return;
    try {
      await settle(ctx, row);
    } catch (error) {
      if (ctx.stopping.aborted) throw error;
      ctx.log.warn({ err: error, line: row.id }, 'a line typed in Slack could not be settled');
    }
  }
}

async function rowsWhere(db: pg.Pool, where: string, values: unknown[]): Promise<LineRow[]> {
  const { rows } = await db.query<LineRow>(
    `select * from slack_line where ${where} limit ${atOnce}`,
    values,
  );
  return rows;
}
