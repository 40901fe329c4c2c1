import type { Message } from '@belay/slack/model';
import type { Context } from '../../../../context.ts';
import { deskTransaction } from '../../../conversation/state/desk-transaction.ts';
import { lockStanding } from '../../../conversation/state/standing.ts';
import { tell } from '../../../conversation/state/tell.ts';
import type { LineRow } from './line-row.ts';

/** Files that were deleted in Slack, or taken off their message, leave the visitor's as well. */
export async function withdrawFiles(ctx: Context, row: LineRow, { files }: Message): Promise<void> {
  const standing = new Set(files.filter(({ mode }) => mode !== 'tombstone').map(({ id }) => id));
  const gone = Object.keys(row.files).filter((id) => !standing.has(id));
  if (gone.length === 0 || row.fate !== 'sent' || row.message === null) return;
  const { message } = row;
  await deskTransaction(ctx, async (tx) => {
    const conversation = await lockStanding(tx, row.tenant, row.conversation);
    // unnamed files are swept with their bytes
    const { rowCount } = await tx.db.query(
      `update desk_file set message = null, conversation = null
       where tenant = $1 and message = $2 and id = any($3::uuid[])`,
      [row.tenant, message, gone.map((id) => row.files[id])],
    );
    await tx.db.query(
      'update slack_line set files = files - $3::text[] where tenant = $1 and id = $2',
      [row.tenant, row.id, gone],
    );
    if (rowCount !== 0) await tell(tx, conversation, { messages: [message] });
  });
}
