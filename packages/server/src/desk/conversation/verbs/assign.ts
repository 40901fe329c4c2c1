import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import { mentionAssignee } from '../../slack/people/mention-assignee.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { change } from '../state/change.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { firstName } from '../state/first-name.ts';
import { holdMembership } from '../state/hold-membership.ts';
import { ownedBy, ownedValues, staleOrTheirs } from '../state/owned.ts';
import { refused } from '../state/refusals.ts';
import { lockStanding, type Standing } from '../state/standing.ts';
import { announceClaim, takeClaim } from '../state/take-claim.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';
import type { Seen } from './close-conversation.ts';

export interface Assignment extends Seen {
  /** uuid; null takes a mention back */
  person: string | null;
}

/**
 * Waiting: mentions a colleague, who may take it like everybody else. Human: gives it to them as a
 * new ownership. Throws CONFLICT in other states, NOT_FOUND for people who may not operate the desk.
 */
export function assign(
  ctx: Context,
  operator: Operator,
  conversation: string,
  { person, ...seen }: Assignment,
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const colleague = person === null ? null : await colleagueOf(tx, operator.tenant, person);
    const standing = await lockStanding(tx, operator.tenant, conversation);
    const isChanged =
      standing.state === 'waiting'
        ? await mention(tx, standing, operator, person, seen)
        : await giveTo(tx, standing, operator, colleague, seen);
    if (isChanged) await auditVerb(tx, operator, 'assign', conversation, { to: person });
  });
}

async function colleagueOf(tx: DeskTx, tenant: string, person: string) {
  try {
    return { person, ...(await holdMembership(tx.db, { tenant, person })) };
  } catch (cause) {
    if (!(cause instanceof BelayError)) throw cause;
    throw new BelayError('NOT_FOUND', 'No member of the team with that id answers visitors.');
  }
}

async function mention(
  tx: DeskTx,
  standing: Standing,
  operator: Operator,
  person: string | null,
  { epoch }: Seen,
): Promise<boolean> {
  if (standing.assignee === person) return false;
  const row = await change(
    tx.db,
    standing,
    'assignee = $3, updated_at = $4',
    `state = 'waiting' and ($5::int is null or epoch = $5)`,
    [person, tx.now, epoch ?? null],
  );
  if (!row)
    throw refused(standing, operator.person, 'It changed since this button was shown: look again.');
  const after = await tell(tx, row, { onlyOperators: true });
  await mentionAssignee(tx, after, { person, by: operator.person });
  return true;
}

async function giveTo(
  tx: DeskTx,
  standing: Standing,
  operator: Operator,
  to: { person: string; name: string } | null,
  seen: Seen,
): Promise<boolean> {
  if (standing.state !== 'human')
    throw refused(standing, operator.person, 'Only what waits, or what a person has, is assigned.');
  if (to === null)
    throw refused(standing, operator.person, 'Release it to give it back to the queue.');
  if (standing.owner === to.person) return false;
  const row = await takeClaim(tx, standing, to.person, {
    count: 1,
    guard: ownedBy(9),
    values: ownedValues(operator, seen),
  });
  if (!row) throw refused(standing, operator.person, staleOrTheirs(standing, seen, 'give it away'));
  const messages = await writeMessages(tx, row, [
    fixedLine('assigned', { name: firstName(to.name) }, to),
  ]);
  const after = await tell(tx, row, { messages });
  await mentionAssignee(tx, after, { person: to.person, by: operator.person });
  await announceClaim(tx, after, { id: standing.owner as string, name: standing.owner_name });
  return true;
}
