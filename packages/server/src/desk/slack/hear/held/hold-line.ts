import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { changeLine } from '../line/change-line.ts';
import type { Judged } from '../line/judge-line.ts';
import type { LineFate, LineRow } from '../line/line-row.ts';
import { heldMs } from './held-time.ts';
import { tellHeld } from './tell-held.ts';

/**
 * A line is held for its author's word, or kept internal, as it was judged. Undefined: it is in none
 * of these fates any more.
 */
export async function holdLine(
  ctx: Context,
  row: LineRow,
  { typed, standing }: Judged,
  from: readonly LineFate[],
  accepted = row.accepted,
): Promise<LineRow | undefined> {
  const changed = await inTransaction(ctx.pool, async (db) => {
    const after = await changeLine(
      db,
      row,
      from,
      typed.kind === 'held'
        ? {
            ...{ fate: 'held', reason: typed.why, choices: typed.choices, receipt: 'held' },
            ...{ choice: null, send_at: null, accepted },
            held_until: new Date(ctx.now() + heldMs),
          }
        : { fate: 'internal', choice: null, send_at: null, receipt: 'internal' },
    );
    if (after) await tellHeld(db, standing);
    return after;
  });
  ctx.desk.wake();
  return changed;
}
