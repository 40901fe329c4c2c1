import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { changeLine } from './change-line.ts';
import type { LineRow } from './line-row.ts';

/** What happened to a line while it was being said. */
export type Settled = 'sent' | 'edited' | 'deleted';

/**
 * The visitor has it. Edited while it was being said, it goes on waiting, as an edit of what was
 * said; deleted meanwhile, what was said is to be taken back.
 */
export async function settleSent(ctx: Context, row: LineRow, said: string): Promise<Settled> {
  return inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<Pick<LineRow, 'fate' | 'body'>>(
      'select fate, body from slack_line where tenant = $1 and id = $2 for update',
      [row.tenant, row.id],
    );
    const [now] = rows;
    // gone with its conversation, or said by another process as well, which settled it
    if (!now || now.fate === 'sent') return 'sent';
    if (now.fate !== 'waiting') {
      await changeLine(db, row, [now.fate], { message: said });
      return 'deleted';
    }
    if (now.body !== row.body) {
      await changeLine(db, row, ['waiting'], { message: said, choice: 'send' });
      return 'edited';
    }
    await changeLine(db, row, ['waiting'], {
      ...{ fate: 'sent', message: said, receipt: 'stored', body: null },
      ...{ reason: null, choices: [], choice: null },
    });
    return 'sent';
  });
}
