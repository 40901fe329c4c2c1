import type { Context } from '../../../context.ts';
import { stopLadder } from '../../ladder/stop-ladder.ts';
import type { VisitorActor } from '../desk-actor.ts';
import { change, nextEpoch, withoutEscalation } from '../state/change.ts';
import { isUnanswered } from '../state/conversation-row.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { askAgent } from '../state/next-turn.ts';
import { refused } from '../state/refusals.ts';
import { lockStanding, mayServe, noSuchConversation } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';

/**
 * The visitor waits no longer: waiting → agent, if it is still that escalation (uuids). With the
 * agent already: nothing. Throws CONFLICT where a person came first, or the agent doesn't serve.
 */
export function continueWithAgent(
  ctx: Context,
  { tenant, visitor }: VisitorActor,
  conversation: string,
  escalation: string,
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, tenant, conversation);
    if (standing.visitor !== visitor) throw noSuchConversation();
    if (standing.state === 'agent') return;
    if (standing.state === 'waiting' && !mayServe(standing))
      throw refused(
        standing,
        undefined,
        'The assistant is away; your question stays with the team.',
      );
    const row = await change(
      tx.db,
      standing,
      `state = 'agent', ${nextEpoch}, ${withoutEscalation}, escalation_reasons = '[]',
       seq = seq + 1, updated_at = $3`,
      `state = 'waiting' and escalation = $4`,
      [tx.now, escalation],
    );
    if (!row)
      throw refused(standing, undefined, 'The assistant goes on only where nobody else has it.');
    await stopLadder(tx, standing, 'returned');
    const messages = await writeMessages(tx, row, [fixedLine('continued_with_agent')]);
    await tell(tx, row, { messages });
    if (isUnanswered(row)) await askAgent(tx, row);
  });
}
