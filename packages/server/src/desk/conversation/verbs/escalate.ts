import { randomUUID } from 'node:crypto';
import type { EscalationReason } from '@belay/contract/desk/conversation';
import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import { beginLadder } from '../../ladder/begin-ladder.ts';
import { mentionAssignee } from '../../slack/people/mention-assignee.ts';
import type { DeskActor } from '../desk-actor.ts';
import { announceChange } from '../state/announce-change.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { change, nextEpoch } from '../state/change.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { findSent } from '../state/find-sent.ts';
import {
  lockStanding,
  mayServe,
  noSuchConversation,
  type Standing,
  settingsOf,
} from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { hoursParams } from '../state/working-clock.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';

/** `escalation` is a uuid; null where a person holds the conversation already. */
export type Escalated =
  | { escalation: string; isNew: boolean }
  | { escalation: null; isNew: false; owner: string };

export interface Why {
  by: DeskActor;
  reason: EscalationReason;
  detail?: string | undefined;
}

/** Reasons of one escalation that are kept. */
const mostReasons = 20;

/**
 * A person is wanted: agent or closed → waiting. Twice is one: the reason is added. With `turn`
 * (the agent decides, or a rule about its turn) a turn that is over is `lost`. Throws NOT_FOUND.
 */
export function escalate(
  ctx: Context,
  {
    tenant,
    conversation,
    turn,
  }: { tenant: string; conversation: string; turn?: number | undefined },
  why: Why,
): Promise<Escalated | 'lost'> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, tenant, conversation);
    const { by } = why;
    if (by.kind === 'visitor' && by.visitor !== standing.visitor) throw noSuchConversation();
    return escalateIn(tx, standing, why, turn);
  });
}

/** SQL: who had it last is wanted first, if they are there and may still answer. */
const formerOwner = `
  select m.person from member m
  where m.tenant = conversation.tenant and m.person = conversation.last_owner and m.role <> 'viewer'
    and not exists (select from away w where w.tenant = m.tenant and w.person = m.person)`;

/** The same in a transaction that holds the conversation's lock. */
export async function escalateIn(
  tx: DeskTx,
  standing: Standing,
  why: Why,
  turn?: number,
): Promise<Escalated | 'lost'> {
  if (turn !== undefined && (standing.state !== 'agent' || standing.turn !== turn)) return 'lost';
  if (standing.state === 'waiting') return addReason(tx, standing, why);
  if (standing.state === 'human') return askOwner(tx, standing, why);
  const { db, now } = tx;
  const escalation = randomUUID();
  const { open, params } = hoursParams(settingsOf(standing), now);
  const row = await change(
    db,
    standing,
    `state = 'waiting', ${nextEpoch}, seq = seq + 1, cycle = cycle + (state = 'closed')::int,
     closed_at = null, escalation = $3, escalated_at = $4, updated_at = $4, escalation_reasons = $5,
     assignee = (${formerOwner}), unknown_streak = 0, failure_streak = 0`,
    `state in ('agent', 'closed') and ($6::int is null or (state = 'agent' and turn = $6))`,
    [escalation, now, JSON.stringify([reasonRow(tx, why)]), turn ?? null],
  );
  if (!row) return 'lost';
  const messages = await writeMessages(tx, row, [
    fixedLine(open ? 'escalated_open' : 'escalated_closed', params),
  ]);
  const after = await tell(tx, row, {
    messages,
    ...(standing.state === 'agent'
      ? { cancelled: { turn: row.turn - 1, reason: 'escalated' as const } }
      : {}),
  });
  await beginLadder(tx, after);
  // a paused agent's conversations go on, its events don't (DSK-1)
  if (mayServe(after))
    await announceChange(tx, after, 'conversation.escalated', escalation, {
      escalation_id: publicId('esc', escalation),
      reasons: after.escalation_reasons,
    });
  const by = why.by.kind === 'operator' ? why.by.person : null;
  await mentionAssignee(tx, after, { person: after.assignee, by });
  await audit(tx, standing, why);
  return { escalation, isNew: true };
}

/** Somebody waits already: said once more, for another reason. */
async function addReason(tx: DeskTx, standing: Standing, why: Why): Promise<Escalated> {
  const escalation = standing.escalation as string; // waiting rows have one
  const reason = reasonRow(tx, why);
  const isKnown = standing.escalation_reasons.some(
    (known) => known.reason === reason.reason && known.detail === reason.detail,
  );
  if (isKnown || standing.escalation_reasons.length >= mostReasons)
    return { escalation, isNew: false };
  const row = await change(
    tx.db,
    standing,
    'escalation_reasons = escalation_reasons || $3::jsonb, updated_at = $4',
    `state = 'waiting' and escalation = $5`,
    [JSON.stringify([reason]), tx.now, escalation],
  );
  if (row) await tell(tx, row, { onlyOperators: true });
  await audit(tx, standing, why);
  return { escalation, isNew: false };
}

/** A person is there: they are told among the team, once per ownership and reason. */
async function askOwner(tx: DeskTx, standing: Standing, why: Why): Promise<Escalated> {
  const { tenant, id, claim } = standing;
  const owner = standing.owner as string; // human rows have one
  const answer = { escalation: null, isNew: false, owner } as const;
  const clientId = `asked:${claim}:${why.reason}`;
  if (await findSent(tx.db, tenant, id, clientId)) return answer;
  const row = await change(tx.db, standing, 'seq = seq + 1', `state = 'human'`, []);
  if (!row) return answer;
  const messages = await writeMessages(tx, row, [
    {
      author: 'system',
      kind: 'note',
      text: [noteFor[why.reason], why.detail].filter(Boolean).join(' '),
      via: 'agent',
      sender: id,
      clientId,
    },
  ]);
  await tell(tx, row, { messages, onlyOperators: true });
  await audit(tx, standing, why);
  return answer;
}

const noteFor: Record<EscalationReason, string> = {
  visitor: 'The visitor asked for a person.',
  agent: 'The assistant asked for a person.',
  rule: 'A rule asked for a person.',
  api: 'A person was asked for.',
  model_failed: 'The assistant failed.',
  low_rating: 'The visitor left a low rating.',
  returned: 'It was given back.',
};

function reasonRow({ now }: DeskTx, { reason, detail }: Why) {
  return { reason, detail: detail ?? null, at: now.toISOString() };
}

async function audit(tx: DeskTx, { id }: Standing, { by, reason }: Why): Promise<void> {
  if (by.kind === 'operator') await auditVerb(tx, by, 'escalate', id, { reason });
}
