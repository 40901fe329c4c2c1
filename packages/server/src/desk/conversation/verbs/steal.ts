import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { firstName } from '../state/first-name.ts';
import { holdMembership } from '../state/hold-membership.ts';
import { refused } from '../state/refusals.ts';
import { lockStanding, type Standing } from '../state/standing.ts';
import { announceClaim, takeClaim } from '../state/take-claim.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';

/**
 * Takes a conversation from a colleague, if it is still the ownership (uuid) that was shown: admins
 * at any time, everybody once half of the quiet time is over. One's own: nothing.
 */
export function steal(
  ctx: Context,
  operator: Operator,
  conversation: string,
  claim: string,
  /** uuid of the card in Slack on which it was pressed: the conversation goes on there */
  card?: string,
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const { tenant, person, name, isAdmin } = operator;
    await holdMembership(tx.db, operator);
    const standing = await lockStanding(tx, tenant, conversation);
    if (standing.state === 'human' && standing.owner === person) return;
    const row = await takeClaim(tx, standing, person, {
      count: 1,
      guard: `state = 'human' and claim = $9
        and ($10::boolean or quiet_warned or (quiet_warn_at <= $5 and snooze_until is null))`,
      values: [claim, isAdmin],
    });
    if (!row) throw refused(standing, person, whyNot(standing, claim));
    const messages = await writeMessages(tx, row, [
      fixedLine('assigned', { name: firstName(name) }, operator),
    ]);
    const after = await tell(tx, row, { messages, card });
    await announceClaim(tx, after, { id: standing.owner as string, name: standing.owner_name });
    await auditVerb(tx, operator, 'steal', row.id, { from: standing.owner });
  });
}

function whyNot(standing: Standing, claim: string): string {
  if (standing.state !== 'human') return 'Nobody has it: take it over.';
  if (standing.claim !== claim) return 'They took it meanwhile: look again.';
  return 'Until they have been silent for a while, only an admin can take it from them.';
}
