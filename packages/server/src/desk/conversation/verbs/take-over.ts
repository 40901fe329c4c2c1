import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { lastMessage } from '../state/conversation-row.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { findSent } from '../state/find-sent.ts';
import { firstName } from '../state/first-name.ts';
import { holdMembership } from '../state/hold-membership.ts';
import { refused } from '../state/refusals.ts';
import { lockStanding, type Standing } from '../state/standing.ts';
import { announceClaim, takeClaim } from '../state/take-claim.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';
import { followReply, replyMessage } from '../state/write-reply.ts';
import { replyIn } from './reply.ts';

export interface TakeOver {
  /** says it in the same commit */
  text?: string | undefined;
  clientId?: string | undefined;
  /** also a closed one */
  reopen?: boolean | undefined;
  /** uuid of the card in Slack on which it was pressed: the conversation goes on there */
  card?: string | undefined;
}

export interface Taken {
  /** uuids */
  claim: string;
  message: string | null;
  isNew: boolean;
}

/**
 * Agent or waiting → human, by exactly one operator; with `reopen` also from closed. One's own: so
 * already. Throws CONFLICT with `details.owner` where a colleague has it.
 */
export function takeOver(
  ctx: Context,
  operator: Operator,
  conversation: string,
  body: TakeOver = {},
): Promise<Taken> {
  return deskTransaction(ctx, async (tx) => {
    await holdMembership(tx.db, operator);
    const standing = await lockStanding(tx, operator.tenant, conversation);
    const { person } = operator;
    if (standing.state === 'human' && standing.owner === person)
      return alreadyOwn(tx, standing, operator, body);
    const sent = await sentBefore(tx, operator, body);
    if (sent) throw refused(standing, person, 'Your words were sent before.');
    const taken = await claimIt(tx, standing, operator, body);
    if (taken) return taken;
    const next =
      standing.state === 'closed'
        ? 'Reopen it to take it over.'
        : 'Only one person answers at a time: ask them, or take it from them.';
    throw refused(standing, person, next);
  });
}

async function claimIt(
  tx: DeskTx,
  standing: Standing,
  operator: Operator,
  { text, clientId, reopen = false, card }: TakeOver,
): Promise<Taken | undefined> {
  const own =
    text === undefined
      ? undefined
      : replyMessage(tx, standing, operator, {
          text,
          clientId: clientId ?? `take-over:${standing.id}:${standing.epoch}`,
        });
  const row = await takeClaim(tx, standing, operator.person, {
    count: own ? 2 : 1,
    isAnswer: own !== undefined,
    set: own ? ', our_seq = seq + 2, we_spoke_at = $5, last_message = $10' : '',
    guard: `(state in ('agent', 'waiting') or (state = 'closed' and $9::boolean))`,
    values: [reopen, ...(own ? [lastMessage('operator', own.text, tx.now, own.id)] : [])],
  });
  if (!row) return undefined;
  const messages = await writeMessages(tx, row, [
    fixedLine('joined', { name: firstName(operator.name) }, operator),
    ...(own ? [own] : []),
  ]);
  const after = await tell(tx, row, {
    messages,
    cancelled: { turn: row.turn - 1, reason: 'taken_over', name: operator.name },
    card,
  });
  await announceClaim(tx, after, null);
  if (own) await followReply(tx, row, after, operator, own);
  const claim = row.claim as string; // the update has set it
  await auditVerb(tx, operator, reopen ? 'reopen' : 'take_over', row.id, {
    from: standing.state,
    claim: publicId('clm', claim),
  });
  return { claim, message: own?.id ?? null, isNew: true };
}

/** Taking over one's own is no change; what one wanted to say with it is said. */
async function alreadyOwn(
  tx: DeskTx,
  standing: Standing,
  operator: Operator,
  { text, clientId }: TakeOver,
): Promise<Taken> {
  const claim = standing.claim as string; // human rows have one
  if (text === undefined) return { claim, message: null, isNew: false };
  const { message } = await replyIn(tx, standing, operator, {
    text,
    clientId: clientId ?? `take-over:${standing.id}:${standing.epoch}`,
  });
  return { claim, message, isNew: false };
}

async function sentBefore(tx: DeskTx, operator: Operator, { clientId }: TakeOver) {
  if (clientId === undefined) return undefined;
  return findSent(tx.db, operator.tenant, operator.person, clientId);
}
