import { BelayError } from '@belay/contract/error';
import type { HeldChoice } from '@belay/slack/cards/held-prompt';
import type { Message } from '@belay/slack/model';
import { toVisitor } from '@belay/slack/text/to-visitor';
import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import type { Operator } from '../../../conversation/desk-actor.ts';
import { firstName } from '../../../conversation/state/first-name.ts';
import { editMessage } from '../../../conversation/verbs/edit-message.ts';
import { reply } from '../../../conversation/verbs/reply.ts';
import { takeOver } from '../../../conversation/verbs/take-over.ts';
import { isOperator } from '../../people/operator-of-slack.ts';
import { holdLine } from '../held/hold-line.ts';
import { changeLine } from './change-line.ts';
import { lineOf } from './find-line.ts';
import { followLine } from './follow-line.ts';
import { isMarked, type Judged, judgeLine } from './judge-line.ts';
import { bringFiles } from './line-files.ts';
import { clientIdOf, type LineRow, messageOf } from './line-row.ts';
import { namesOf } from './names-of.ts';
import { receiptOf } from './receipt-of.ts';
import { retractLine } from './retract-line.ts';
import { settleSent } from './settle-sent.ts';
import { type ThreadPlace, threadAt } from './thread-at.ts';

/** What became of a line that was to be sent. */
export type Sent =
  | { kind: 'sent'; message: string }
  /** held or kept internal after all; `judged` says why */
  | { kind: 'aside'; row: LineRow; judged: Judged }
  /** not waiting any more, or of a conversation that is gone */
  | { kind: 'gone' };

/**
 * Sends a waiting line to the visitor by the desk's own verbs, after every check on its newest
 * version. Cut off anywhere it is begun again: the words have the line's id, so they are said once.
 * Throws `Later`, and what the verbs throw but a lost race, which turns the line aside. `isPress`: who
 * pressed hears of that by the answer to the press.
 */
export async function sendLine(
  ctx: Context,
  tenant: string,
  id: string,
  { isPress = false }: { isPress?: boolean } = {},
): Promise<Sent> {
  const row = await lineOf(ctx.pool, tenant, id);
  const message = row && messageOf(row);
  if (!row || !message || row.fate !== 'waiting') return { kind: 'gone' };
  const where = await threadAt(ctx.pool, row, row.channel, row.thread_ts);
  if (!where) return { kind: 'gone' };
  const judged = await judgeLine(ctx, where, message, row.accepted);
  if (!judged) return { kind: 'gone' };
  const { who } = judged;
  if (row.message !== null && isMarked(judged)) {
    const kept = await retractLine(ctx, row);
    return kept ? { kind: 'aside', row: kept, judged } : { kind: 'gone' };
  }
  if (!isOperator(who) || !mayGo(row, judged)) return aside(ctx, where, row, judged, isPress);
  const { files, refused } = await bringFiles(ctx, row, message, who.person);
  if (refused && !row.accepted.includes('refused_file'))
    return aside(
      ctx,
      where,
      row,
      { ...judged, typed: { kind: 'held', why: 'refused_file', choices: ['send', 'keep'] } },
      isPress,
    );
  try {
    const said = await say(ctx, row, who, await wordsOf(ctx, row, message), files);
    if (said === undefined) return aside(ctx, where, row, judged, isPress);
    const settled = await settleSent(ctx, row, said);
    if (settled === 'edited') return sendLine(ctx, tenant, id, { isPress });
    return settled === 'sent' ? { kind: 'sent', message: said } : { kind: 'gone' };
  } catch (error) {
    if (!(error instanceof BelayError) || error.code !== 'CONFLICT') throw error;
    // somebody was quicker between the check and the verb
    const now = await judgeLine(ctx, where, message, row.accepted);
    return now ? aside(ctx, where, row, now, isPress) : { kind: 'gone' };
  }
}

/** A line goes by itself if nothing speaks against it, and by a press if that is offered now. */
function mayGo(row: LineRow, { typed, doubt, standing }: Judged): boolean {
  if (row.message !== null) return doubt === undefined;
  if (row.choice === null) return typed.kind === 'send';
  if (doubt !== undefined) return false;
  if (typed.kind === 'send') return true;
  return typed.kind === 'held' && typed.why === standing.state && fits(row.choice, typed.choices);
}

function fits(choice: HeldChoice, offered: readonly HeldChoice[]): boolean {
  return offered.includes(choice);
}

async function wordsOf(ctx: Context, row: LineRow, message: Message): Promise<string> {
  const names = await namesOf(ctx, row, message);
  return toVisitor(message, { ...names, person: (id) => firstName(names.person(id) ?? '') });
}

/** Undefined: there is nothing to say, e.g. of a line whose only file is refused. */
async function say(
  ctx: Context,
  row: LineRow,
  operator: Operator,
  text: string,
  files: string[],
): Promise<string | undefined> {
  const { conversation } = row;
  if (row.message !== null) {
    if (text === '') return undefined;
    await editMessage(ctx, operator, conversation, row.message, text);
    return row.message;
  }
  if (text === '' && files.length === 0) return undefined;
  const body = { text, files, clientId: clientIdOf(row) };
  if (row.choice === 'send_leave')
    return (await reply(ctx, operator, conversation, { ...body, leave: true })).message;
  if (row.choice === 'take_send' || row.choice === 'reopen_send') {
    const reopen = row.choice === 'reopen_send';
    // files go with a reply; without them the claim and the words are one commit
    const taken = await takeOver(ctx, operator, conversation, {
      reopen,
      card: row.card,
      ...(files.length === 0 ? { text, clientId: body.clientId } : {}),
    });
    if (taken.message !== null) return taken.message;
  }
  return (await reply(ctx, operator, conversation, body)).message;
}

/** Held, or internal, for the reason that holds now; what the visitor has already stays as it is. */
async function aside(
  ctx: Context,
  where: ThreadPlace,
  row: LineRow,
  judged: Judged,
  isPress: boolean,
): Promise<Sent> {
  const now = { ...judged, typed: turned(row, judged) };
  const changed =
    row.message !== null && now.typed.kind !== 'held'
      ? await saidBefore(ctx, row, row.message)
      : await holdLine(ctx, row, now, ['waiting']);
  if (!changed) return { kind: 'gone' };
  await followLine(ctx, where, changed, isPress ? undefined : now);
  return { kind: 'aside', row: changed, judged: now };
}

/** An edit that doesn't go: the visitor keeps the words of before. */
function saidBefore(ctx: Context, row: LineRow, message: string): Promise<LineRow | undefined> {
  return inTransaction(ctx.pool, async (db) => {
    const receipt = await receiptOf(db, row, message);
    return changeLine(db, row, ['waiting'], { fate: 'sent', body: null, choice: null, receipt });
  });
}

/** A press shows the next doubt with the choices of that state; nothing to say counts as emoji. */
function turned(row: LineRow, { typed, doubt }: Judged): Judged['typed'] {
  const own: HeldChoice[] = ['send', 'keep'];
  if (row.message !== null && doubt !== undefined)
    return { kind: 'held', why: doubt, choices: own };
  if (typed.kind === 'send') return { kind: 'held', why: doubt ?? 'emoji_only', choices: own };
  if (typed.kind === 'held' && row.choice !== null && doubt !== undefined)
    return { ...typed, why: doubt };
  return typed;
}
