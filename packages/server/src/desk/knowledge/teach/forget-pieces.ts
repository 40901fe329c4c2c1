import type { Context } from '../../../context.ts';
import { forgetEvents } from '../../../memory/forget/forget-events.ts';
import { holdRun, type Run, teacherOf } from './run.ts';

const atOnce = 500;

/** Forgets pieces with the rows that remember them, while the run holds. */
export async function forgetPieces(
  ctx: Context,
  run: Run,
  pieces: readonly { part: string; digest: string; event_id: string }[],
  note: string,
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < pieces.length; from += atOnce) {
    signal.throwIfAborted();
    const page = pieces.slice(from, from + atOnce);
    const ids = page.map(({ event_id }) => event_id);
    await forgetEvents(ctx, await teacherOf(ctx, run), ids, {
      note,
      keys: 'release',
      scope: run.scope,
      guard: async (db) => {
        await holdRun(db, run);
        await db.query(
          `delete from knowledge_piece p using unnest($3::text[], $4::text[]) as t (part, digest)
           where p.tenant = $1 and p.knowledge = $2 and p.part = t.part
             and p.digest = decode(t.digest, 'hex')`,
          [run.tenant, run.id, page.map(({ part }) => part), page.map(({ digest }) => digest)],
        );
      },
    });
  }
}
