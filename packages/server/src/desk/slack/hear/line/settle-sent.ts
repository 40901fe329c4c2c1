import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import type { Arrival } from '../store/heard-of.ts';
import { storeHeard } from '../store/store-heard.ts';
import { changeLine } from './change-line.ts';
import type { LineRow } from './line-row.ts';
import { receiptOf } from './receipt-of.ts';

/** What happened to a line while it was being said. */
export type Settled = 'sent' | 'edited' | 'deleted';

/**
 * The visitor has it. Edited while it was being said, it goes on waiting, as an edit of what was
 * said; deleted meanwhile, its deletion is heard again, and takes back what was said.
 */
export async function settleSent(ctx: Context, row: LineRow, said: string): Promise<Settled> {
  return inTransaction(ctx.pool, async (db) => {
    const receipt = await receiptOf(db, row, said);
    const { rows } = await db.query<Pick<LineRow, 'fate' | 'body'>>(
      'select fate, body from slack_line where tenant = $1 and id = $2 for update',
      [row.tenant, row.id],
    );
    const [now] = rows;
    // gone with its conversation, or said by another process as well, which settled it
    if (!now || now.fate === 'sent') return 'sent';
    if (now.fate === 'waiting' && now.body !== row.body) {
      await changeLine(db, row, ['waiting'], { message: said, choice: 'send' });
      return 'edited';
    }
    // whatever another process made of it meanwhile: the words are said
    await changeLine(db, row, [now.fate], {
      ...{ fate: 'sent', message: said, body: null, receipt },
      ...{ reason: null, choices: [], choice: null, held_until: null },
    });
    if (now.fate !== 'cancelled' && now.fate !== 'retracted') return 'sent';
    await storeHeard(db, [{ tenant: row.tenant, id: row.installation }], deletionAgain(row));
    return 'deleted';
  });
}

function deletionAgain({ channel, ts, thread_ts, user_id }: LineRow): Arrival {
  return {
    id: `deleted:${channel}:${ts}:said`,
    thread: `${channel}:${thread_ts}`,
    heard: { kind: 'deleted', channel, ts, threadTs: thread_ts, userId: user_id },
  };
}
