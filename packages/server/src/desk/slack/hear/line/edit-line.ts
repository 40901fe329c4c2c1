import type { Message } from '@belay/slack/model';
import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { editMessage } from '../../../conversation/verbs/edit-message.ts';
import { isOperator } from '../../people/operator-of-slack.ts';
import { keepLine } from '../held/keep-line.ts';
import { tellAuthor } from '../held/tell-author.ts';
import { addLineJob } from './add-line-job.ts';
import { authorOf } from './author-of.ts';
import { changeLine } from './change-line.ts';
import { lineOf } from './find-line.ts';
import { isMarked, judgeLine } from './judge-line.ts';
import { bodyOf, type LineRow } from './line-row.ts';
import { retractLine } from './retract-line.ts';
import { sendLine } from './send-line.ts';
import type { ThreadPlace } from './thread-at.ts';
import { noteText } from './write-note.ts';

/**
 * A line was edited in Slack, in whatever state its conversation is (TKO-4): what waits or is held
 * is replaced, the visitor's words and the team's note follow. A reply that becomes a note is taken
 * back; nothing makes a note a reply.
 */
export async function editLine(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  message: Message,
  eventTs: string | null,
): Promise<void> {
  if (!isNewer(row, message, eventTs)) return;
  const edited_ts = message.edited?.ts ?? row.edited_ts;
  const version = { edited_ts, event_ts: eventTs };
  switch (row.fate) {
    case 'waiting': {
      const changed = await changeLine(ctx.pool, row, ['waiting'], {
        ...version,
        body: bodyOf(message),
      });
      if (changed) return;
      // it was sent while we looked
      return editAgain(ctx, where, row, message, eventTs);
    }
    case 'held':
      return editHeld(ctx, where, row, message, version);
    case 'sent':
      return editSent(ctx, where, row, message, version);
    case 'internal':
      return editNote(ctx, where, row, message, version);
    default:
      return;
  }
}

type Version = Pick<LineRow, 'edited_ts' | 'event_ts'>;

/** Unfurls and the like change nothing that somebody typed; of two edits in a second Slack counts. */
function isNewer(row: LineRow, { edited }: Message, eventTs: string | null): boolean {
  if (edited === undefined) return false;
  if (row.edited_ts === null || edited.ts > row.edited_ts) return true;
  if (edited.ts < row.edited_ts) return false;
  return eventTs !== null && (row.event_ts === null || eventTs > row.event_ts);
}

async function editAgain(
  ctx: Context,
  where: ThreadPlace,
  { tenant, id }: LineRow,
  message: Message,
  eventTs: string | null,
): Promise<void> {
  const now = await lineOf(ctx.pool, tenant, id);
  if (now) await editLine(ctx, where, now, message, eventTs);
}

/** Marked as internal now, it is settled; anything else waits for its author's word as before. */
async function editHeld(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  message: Message,
  version: Version,
): Promise<void> {
  const judged = await judgeLine(ctx, where, message, row.accepted);
  const isNote = judged !== undefined && isMarked(judged);
  const newest = { ...version, body: bodyOf(message) };
  if (isNote && row.message !== null) {
    await retractLine(ctx, row, newest);
    return;
  }
  const changed = await changeLine(ctx.pool, row, ['held'], newest);
  if (!changed) return editAgain(ctx, where, row, message, version.event_ts);
  if (isNote) await keepLine(ctx, changed);
}

async function editSent(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  message: Message,
  version: Version,
): Promise<void> {
  const accepted = [...new Set([...row.accepted, ...ofTheMoment])];
  const judged = await judgeLine(ctx, where, message, accepted);
  if (!judged) return;
  if (isMarked(judged)) {
    await retractLine(ctx, row, { ...version, body: bodyOf(message) });
    return;
  }
  if (!isOperator(judged.who)) {
    await changeLine(ctx.pool, row, ['sent'], version);
    return tellAuthor(ctx, where, row, { kind: 'outsider', who: judged.who });
  }
  // through the same checks and the same press as a new line; the visitor keeps the words till then
  const isWaiting = await inTransaction(ctx.pool, async (db) => {
    const changed = await changeLine(db, row, ['sent'], {
      ...{ fate: 'waiting', choice: 'send', accepted, send_at: new Date(ctx.now()) },
      ...{ ...version, body: bodyOf(message) },
    });
    // should we die meanwhile
    if (changed) await addLineJob(db, changed);
    return changed !== undefined;
  });
  if (isWaiting) await sendLine(ctx, row.tenant, row.id);
}

/** When it was typed was asked when it was sent. */
const ofTheMoment = ['old', 'before_claim', 'refused_file'] as const;

async function editNote(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  message: Message,
  version: Version,
): Promise<void> {
  if (row.body !== null) {
    // whoever writes the note takes the newest
    const newest = { ...version, body: bodyOf(message) };
    if (await changeLine(ctx.pool, row, ['internal'], newest, { isOpen: true })) return;
    return editAgain(ctx, where, row, message, version.event_ts);
  }
  if (row.message !== null) {
    const author = await authorOf(ctx.pool, row);
    const text = await noteText(ctx, row, message);
    if (author && text !== '') await editMessage(ctx, author, row.conversation, row.message, text);
  }
  await changeLine(ctx.pool, row, ['internal'], version);
}
