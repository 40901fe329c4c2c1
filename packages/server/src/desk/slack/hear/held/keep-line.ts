import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { changeLine } from '../line/change-line.ts';
import type { LineRow } from '../line/line-row.ts';
import { receiptOf } from '../line/receipt-of.ts';
import { writeNote } from '../line/write-note.ts';
import { tellHeld } from './tell-held.ts';
import { visitorOfLine } from './visitor-of-line.ts';

/**
 * A held line stays internal: by its author's word, or because that didn't come. An edit of words
 * that the visitor has isn't passed on. False: it was settled otherwise meanwhile.
 */
export async function keepLine(ctx: Context, row: LineRow): Promise<boolean> {
  const kept = await inTransaction(ctx.pool, async (db) => {
    const settled = { reason: null, choices: [], held_until: null, choice: null };
    const changed = await changeLine(
      db,
      row,
      ['held'],
      row.message === null
        ? { ...settled, fate: 'internal', receipt: 'internal' }
        : {
            ...{ ...settled, fate: 'sent', body: null },
            receipt: await receiptOf(db, row, row.message),
          },
    );
    const visitor = changed && (await visitorOfLine(db, row));
    if (visitor) await tellHeld(db, visitor);
    return changed;
  });
  ctx.desk.wake();
  if (kept?.fate === 'internal') await writeNote(ctx, kept);
  return kept !== undefined;
}
