import { BelayError } from '@belay/contract/error';
import { toVisitor } from '@belay/slack/text/to-visitor';
import type { Context } from '../../../../context.ts';
import { addNote } from '../../../conversation/verbs/add-note.ts';
import { authorOf } from './author-of.ts';
import { changeLine } from './change-line.ts';
import { clientIdOf, type LineRow, messageOf } from './line-row.ts';
import { namesOf } from './names-of.ts';

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
 * typed is kept nowhere else. Of others it stays in Slack alone.
 */
export async function writeNote(ctx: Context, row: LineRow): Promise<void> {
  const message = messageOf(row);
  const author = await authorOf(ctx.pool, row);
  const note = author && message ? await noted(ctx, row, message, author) : null;
  await changeLine(ctx.pool, row, ['internal'], { message: note, body: null });
}

async function noted(
  ctx: Context,
  row: LineRow,
  message: NonNullable<ReturnType<typeof messageOf>>,
  author: NonNullable<Awaited<ReturnType<typeof authorOf>>>,
): Promise<string | null> {
  const text = await noteText(ctx, row, message);
  if (text === '') return null;
  // words that the visitor got and that were taken back have the line's own id already
  const clientId = row.message === null ? clientIdOf(row) : `${clientIdOf(row)}:note`;
  try {
    const { message: id } = await addNote(ctx, author, row.conversation, { text, clientId });
    return id;
  } catch (error) {
    // the conversation was erased meanwhile
    if (error instanceof BelayError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
