import type { Context } from '../../../../context.ts';
import { deleteMessage } from '../../../conversation/verbs/delete-message.ts';
import { authorOf } from './author-of.ts';
import { changeLine, type LineChange } from './change-line.ts';
import type { LineRow } from './line-row.ts';
import { writeNote } from './write-note.ts';

/**
 * What the visitor got was edited into a note: their words go, and the team gets the newest version
 * (TKO-4). Undefined: it was settled otherwise meanwhile.
 */
export async function retractLine(
  ctx: Context,
  row: LineRow,
  version: Pick<LineChange, 'edited_ts' | 'event_ts' | 'body'> = {},
): Promise<LineRow | undefined> {
  const author = await authorOf(ctx.pool, row);
  if (author && row.message !== null)
    await deleteMessage(ctx, author, row.conversation, row.message);
  const changed = await changeLine(ctx.pool, row, ['sent', 'held', 'waiting'], {
    ...{ fate: 'internal', receipt: 'internal', reason: null, choices: [], held_until: null },
    ...{ choice: null, send_at: null },
    ...version,
  });
  if (changed) await writeNote(ctx, changed);
  return changed;
}
