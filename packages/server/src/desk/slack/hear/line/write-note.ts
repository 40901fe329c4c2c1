import { BelayError } from '@belay/contract/error';
import { toVisitor } from '@belay/slack/text/to-visitor';
import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import type { Operator } from '../../../conversation/desk-actor.ts';
import { addNote } from '../../../conversation/verbs/add-note.ts';
import { deleteMessage } from '../../../conversation/verbs/delete-message.ts';
import { editMessage } from '../../../conversation/verbs/edit-message.ts';
import { authorOf } from './author-of.ts';
import { changeLine } from './change-line.ts';
import { clientIdOf, type LineRow, messageOf } from './line-row.ts';
import { namesOf } from './names-of.ts';
import { receiptOf } from './receipt-of.ts';

/** The mark alone; `note:` and the like are words that say what they are. */
const mark = /^[\s>]*[!！]+\s*/u;

/** A line's words as the team reads them in the dashboard. */
export async function noteText(
  ctx: Context,
  row: LineRow,
  message: NonNullable<ReturnType<typeof messageOf>>,
): Promise<string> {
  const text = toVisitor(message, await namesOf(ctx, row, message));
  const names = message.files.map(({ name }) => `[${name}]`);
  return [text.replace(mark, '') || text, ...names].join('\n').trim();
}

/**
 * An internal line of somebody who is linked becomes a note in the dashboard, once; then what was
 * typed is kept nowhere else. Of others it stays in Slack alone. What was edited or deleted
 * meanwhile is so in the note, too.
 */
export async function writeNote(ctx: Context, row: LineRow): Promise<void> {
  const message = messageOf(row);
  const author = await authorOf(ctx.pool, row);
  const note = author && message ? await noted(ctx, row, message, author) : undefined;
  const now = await settleNote(ctx, row, note);
  if (now?.fate === 'internal') return writeNote(ctx, now);
  if (now?.fate === 'retracted' && author && note)
    await deleteMessage(ctx, author, row.conversation, note.id);
}

/** The line as it is where another version came meanwhile, or it was taken back. */
function settleNote(
  ctx: Context,
  row: LineRow,
  note: Noted | undefined,
): Promise<LineRow | undefined> {
  return inTransaction(ctx.pool, async (db) => {
    const receipt = note?.isSaid ? await receiptOf(db, row, note.id) : 'internal';
    const { rows } = await db.query<LineRow>(
      'select * from slack_line where tenant = $1 and id = $2 for update',
      [row.tenant, row.id],
    );
    const [now] = rows;
    if (now?.fate !== 'internal') return now;
    // written by another process
    if (now.body === null) return undefined;
    if (note?.isSaid) {
      const said = { fate: 'sent', message: note.id, body: null, receipt } as const;
      await changeLine(db, row, ['internal'], said);
      return undefined;
    }
    if (now.body !== row.body) return now;
    await changeLine(db, row, ['internal'], { message: note?.id ?? null, body: null });
    return undefined;
  });
}

interface Noted {
  /** uuid */
  id: string;
  /** the visitor had it before it was kept: no note may take its place */
  isSaid: boolean;
}

async function noted(
  ctx: Context,
  row: LineRow,
  message: NonNullable<ReturnType<typeof messageOf>>,
  author: Operator,
): Promise<Noted | undefined> {
  const text = await noteText(ctx, row, message);
  if (text === '') return undefined;
  // words that the visitor got and that were taken back have the line's own id already
  const clientId = row.message === null ? clientIdOf(row) : `${clientIdOf(row)}:note`;
  const { conversation } = row;
  try {
    const { message: id, isReplay } = await addNote(ctx, author, conversation, { text, clientId });
    if (!isReplay) return { id, isSaid: false };
    const { rows } = await ctx.pool.query<{ kind: string; is_gone: boolean }>(
      'select kind, deleted_at is not null as is_gone from message where tenant = $1 and id = $2',
      [row.tenant, id],
    );
    const [before] = rows;
    // written before a crash, or before an edit
    if (before?.kind === 'note' && !before.is_gone)
      await editMessage(ctx, author, conversation, id, text);
    return { id, isSaid: before?.kind === 'text' };
  } catch (error) {
    // the conversation was erased meanwhile
    if (error instanceof BelayError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
