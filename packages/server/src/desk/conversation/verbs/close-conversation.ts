import type { Context } from '../../../context.ts';
import { stopLadder } from '../../ladder/stop-ladder.ts';
import type { DeskActor } from '../desk-actor.ts';
import { announceChange } from '../state/announce-change.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { change, nextEpoch, withoutEscalation, withoutOwner } from '../state/change.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { refused } from '../state/refusals.ts';
import { lockStanding, noSuchConversation, type Standing } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';

/** What a button was made for. */
export interface Seen {
  epoch?: number | undefined;
  /** uuid */
  claim?: string | undefined;
}

/**
 * Agent, waiting, human → closed; a colleague's only by an admin, the visitor or the clock. `seen`
 * is the epoch that the button was made for. Closed already: nothing.
 */
export function closeConversation(
  ctx: Context,
  actor: DeskActor,
  conversation: string,
  seen: Seen = {},
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, actor.tenant, conversation);
    if (actor.kind === 'visitor' && actor.visitor !== standing.visitor) throw noSuchConversation();
    if (standing.state === 'closed') return;
    if (!(await closeIn(tx, standing, actor, seen))) {
      const me = actor.kind === 'operator' ? actor.person : undefined;
      throw refused(standing, me, sentence(standing, seen));
    }
  });
}

/** The same in a transaction that holds the conversation's lock; false: not theirs to close. */
export async function closeIn(
  tx: DeskTx,
  standing: Standing,
  actor: DeskActor,
  seen: Seen,
  isIdle = false,
): Promise<boolean> {
  const isOperator = actor.kind === 'operator';
  const by = isIdle ? 'idle' : actor.kind;
  const row = await change(
    tx.db,
    standing,
    `state = 'closed', ${nextEpoch}, ${withoutEscalation}, ${withoutOwner}, escalation_reasons = '[]',
     seq = seq + 1, closed_at = $3, closed_by = $7, closer = $8,
     updated_at = $3, rating_asked_cycle = cycle`,
    `state <> 'closed' and ($4::int is null or epoch = $4) and ($5::uuid is null or claim = $5)
     and (state <> 'human' or $6::uuid is null or owner = $6)`,
    [
      ...[tx.now, seen.epoch ?? null, seen.claim ?? null],
      isOperator && !actor.isAdmin ? actor.person : null,
      ...[by, isOperator ? actor.person : null],
    ],
  );
  if (!row) return false;
  await stopLadder(tx, standing, 'closed');
  const messages = await writeMessages(tx, row, [fixedLine(isIdle ? 'closed_idle' : 'closed')]);
  const after = await tell(tx, row, {
    messages,
    ...(standing.state === 'agent'
      ? { cancelled: { turn: row.turn - 1, reason: 'done' as const } }
      : {}),
  });
  await announceChange(tx, after, 'conversation.closed', `${row.id}:${row.epoch}`, { by });
  if (isOperator) await auditVerb(tx, actor, 'close', row.id, { from: standing.state });
  return true;
}

function sentence(standing: Standing, { epoch, claim }: Seen): string {
  const isStale =
    (epoch !== undefined && epoch !== standing.epoch) ||
    (claim !== undefined && claim !== standing.claim);
  return isStale
    ? 'It changed since this button was shown: look again, then close it.'
    : 'Only they or an admin can close it.';
}
