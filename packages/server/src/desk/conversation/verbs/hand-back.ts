import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';
import { announceChange } from '../state/announce-change.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { change, nextEpoch, withoutEscalation, withoutOwner } from '../state/change.ts';
import { isUnanswered } from '../state/conversation-row.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { askAgent } from '../state/next-turn.ts';
import { ownedBy, ownedValues, staleOrTheirs } from '../state/owned.ts';
import { refused, refusedAsPaused } from '../state/refusals.ts';
import { lockStanding, mayServe } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';
import type { Seen } from './close-conversation.ts';

/**
 * Human → agent, by the owner or an admin; it answers what is unanswered, with the instruction in
 * mind. Throws CONFLICT, also while the agent is paused or private.
 */
export function handBack(
  ctx: Context,
  operator: Operator,
  conversation: string,
  { instruction, ...seen }: Seen & { instruction?: string | undefined } = {},
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, operator.tenant, conversation);
    if (standing.state === 'human' && !mayServe(standing))
      throw refusedAsPaused(standing, operator.person);
    const row = await change(
      tx.db,
      standing,
      `state = 'agent', ${nextEpoch}, ${withoutOwner}, ${withoutEscalation}, escalation_reasons = '[]',
       instruction = $3, seq = seq + 1, updated_at = $4, unknown_streak = 0, failure_streak = 0`,
      ownedBy(5),
      [instruction?.trim() || null, tx.now, ...ownedValues(operator, seen)],
    );
    if (!row)
      throw refused(standing, operator.person, staleOrTheirs(standing, seen, 'hand it back'));
    const messages = await writeMessages(tx, row, [fixedLine('handed_back', {}, operator)]);
    const after = await tell(tx, row, { messages });
    await announceChange(tx, after, 'conversation.handed_back', `${row.id}:${row.epoch}`);
    if (isUnanswered(row)) await askAgent(tx, row);
    await auditVerb(tx, operator, 'hand_back', row.id, { owner: standing.owner });
  });
}
