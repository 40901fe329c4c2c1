import type { Page } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import { uuidv7 } from '../../../memory/ids.ts';
import { nameFiles } from '../../files/name-files.ts';
import { announceChange, announceMessage } from '../state/announce-change.ts';
import { beginConversation } from '../state/begin-conversation.ts';
import { change } from '../state/change.ts';
import { type ConversationRow, lastMessage } from '../state/conversation-row.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { findSent } from '../state/find-sent.ts';
import { lockVisitor, needSpeaker } from '../state/lock-visitor.ts';
import { askAgent } from '../state/next-turn.ts';
import {
  lockStanding,
  mayServe,
  noSuchConversation,
  type Standing,
  settingsOf,
} from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { quietClock } from '../state/working-clock.ts';
import { fixedLine, type NewMessage, writeMessages } from '../state/write-messages.ts';

/** Whose message it is; uuids. */
export interface MessageSender {
  tenant: string;
  visitor: string;
  agent: string;
}

/** What a visitor sends; uuids. */
export interface VisitorMessage {
  /** null: the open one, or a new one */
  conversation: string | null;
  /** false: another one beside those that are open */
  resume: boolean;
  text: string;
  /** files that they uploaded and no message names yet */
  files: string[];
  /** sent twice is written once, over all conversations of the visitor */
  clientId: string;
  page?: Page | undefined;
  language?: string | undefined;
  /** an admin tries the agent out: announces nothing, and the agent needn't be public */
  isTest?: boolean | undefined;
  /** a form that was filled in: the first own message like any other, but it asks nothing */
  isForm?: boolean | undefined;
}

export interface WrittenVisitorMessage {
  /** uuids */
  conversation: string;
  message: string;
  /** the conversation began with it */
  isNew: boolean;
  /** it had been written before */
  isReplay: boolean;
}

/** A visitor who comes back within this time goes on where they were. */
const reopensWithinMs = 30 * 24 * 3_600_000;

/**
 * A visitor says something (first row of DSK-8's table). Throws NOT_FOUND for conversations and
 * files that aren't theirs, CONFLICT where the agent takes no new conversations.
 */
export async function visitorMessage(
  ctx: Context,
  sender: MessageSender,
  message: VisitorMessage,
): Promise<WrittenVisitorMessage> {
  if (message.text.trim() === '' && message.files.length === 0)
    throw new BelayError('INVALID_BODY', 'text: there is nothing in it.', {
      field: 'text',
      reason: 'empty',
    });
  return deskTransaction(ctx, async (tx) => {
    const { tenant, visitor } = sender;
    await lockVisitor(tx.db, sender);
    await needSpeaker(tx.db, sender);
    const sent = await findSent(tx.db, tenant, visitor, message.clientId);
    if (sent) return { ...sent, isNew: false, isReplay: true };
    const before = await findPlace(tx, sender, message);
    const conversation =
      before?.id ??
      (await beginConversation(tx, sender, {
        language: message.language ?? null,
        page: message.page ?? null,
        isTest: message.isTest ?? false,
      }));
    const id = uuidv7(ctx.now());
    await write(tx, sender, message, { conversation, before, id });
    return { conversation, message: id, isNew: before === undefined, isReplay: false };
  });
}

/** The conversation that it belongs to, locked; undefined: a new one. */
async function findPlace(
  tx: DeskTx,
  { tenant, visitor, agent }: MessageSender,
  { conversation, resume, isTest = false }: VisitorMessage,
): Promise<Standing | undefined> {
  if (conversation === null) {
    if (!resume) return undefined;
    const { rows } = await tx.db.query<{ id: string }>({
      name: 'desk-open-of-visitor',
      text: `select id from conversation
             where tenant = $1 and visitor = $2 and agent = $3 and is_test = $4 and state <> 'closed'
             order by created_at desc, id desc limit 1`,
      values: [tenant, visitor, agent, isTest],
    });
    const [open] = rows;
    if (!open) return undefined;
    const standing = await lockStanding(tx, tenant, open.id);
    // closed while we waited for it
    return standing.state === 'closed' ? undefined : standing;
  }
  const standing = await lockStanding(tx, tenant, conversation);
  if (standing.visitor !== visitor || standing.agent !== agent) throw noSuchConversation();
  if (standing.state !== 'closed') return standing;
  const closedAt = standing.closed_at?.getTime() ?? 0;
  return tx.now.getTime() - closedAt < reopensWithinMs && mayServe(standing) ? standing : undefined;
}

async function write(
  tx: DeskTx,
  sender: MessageSender,
  message: VisitorMessage,
  { conversation, before, id }: { conversation: string; before: Standing | undefined; id: string },
): Promise<void> {
  const own: NewMessage = {
    id,
    author: 'visitor',
    text: message.text,
    via: 'widget',
    sender: sender.visitor,
    clientId: message.clientId,
  };
  const isBack = before?.state === 'closed';
  const isUnavailable =
    before?.state === 'agent' && !mayServe(before) && !(await wasToldSo(tx, before));
  const messages = [
    ...(isBack ? [fixedLine('reopened')] : []),
    own,
    ...(isUnavailable ? [fixedLine('agent_unavailable')] : []),
  ];
  const row = await take(tx, sender, conversation, before, message, {
    id,
    count: messages.length,
    ownAt: isBack ? 2 : 1,
  });
  const ids = await writeMessages(tx, row, messages);
  await nameFiles(
    tx.db,
    { tenant: row.tenant, conversation, message: id },
    { visitor: sender.visitor },
    message.files,
  );
  const after = await tell(tx, row, {
    messages: ids,
    ...(before && row.state === 'agent'
      ? { cancelled: { turn: row.turn - 1, reason: 'new_message' as const } }
      : {}),
  });
  if (!before) await announceChange(tx, after, 'conversation.started', conversation);
  await announceMessage(tx, after, { ...own, id, name: after.visitor_name });
  if (row.state === 'agent' && mayServe(after) && !message.isForm) await askAgent(tx, row);
}

/** The row's update: one that stays where it is, or one that comes back from `closed`. */
async function take(
  { db, now }: DeskTx,
  { tenant, visitor }: MessageSender,
  conversation: string,
  before: Standing | undefined,
  { text, page, language }: VisitorMessage,
  { id, count, ownAt }: { id: string; count: number; ownAt: number },
): Promise<ConversationRow> {
  const quiet =
    before?.state === 'human' ? quietClock(settingsOf(before), now) : { due: null, warnAt: null };
  const row = await change(
    db,
    { tenant, id: conversation },
    `seq = seq + $3, visitor_seq = seq + $4, visitor_spoke_at = $5, updated_at = $5, turn = turn + 1,
     last_message = $6, page = coalesce($7, page), language = coalesce($8, language),
     quiet_warn_at = case when state = 'human' then
       case when quiet_due is null then $9::timestamptz else quiet_warn_at end end,
     quiet_due = case when state = 'human' then coalesce(quiet_due, $10) end, snooze_until = null,
     epoch = epoch + (state = 'closed')::int, cycle = cycle + (state = 'closed')::int,
     unknown_streak = case when state = 'closed' then 0 else unknown_streak end,
     failure_streak = case when state = 'closed' then 0 else failure_streak end,
     closed_at = null, state = case when state = 'closed' then 'agent' else state end`,
    'visitor = $11 and state = $12',
    [
      ...[count, ownAt, now, lastMessage('visitor', text, now, id)],
      ...[page ? JSON.stringify(page) : null, language ?? null, quiet.warnAt, quiet.due],
      ...[visitor, before?.state ?? 'agent'],
    ],
  );
  // it is locked, or has just been made here
  if (!row) throw new Error('a conversation that was locked has changed');
  return row;
}

/** The last fixed line says already that nobody answers. */
async function wasToldSo({ db }: DeskTx, { tenant, id }: Standing): Promise<boolean> {
  const { rows } = await db.query<{ code: string | null }>(
    `select line ->> 'code' as code from message
     where tenant = $1 and conversation = $2 and kind = 'line' order by seq desc limit 1`,
    [tenant, id],
  );
  return rows[0]?.code === 'agent_unavailable';
}
