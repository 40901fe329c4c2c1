import { randomUUID } from 'node:crypto';
import { publicId } from '../../../memory/ids.ts';
import { stopLadder } from '../../ladder/stop-ladder.ts';
import { announceChange } from './announce-change.ts';
import { change, nextEpoch, withoutEscalation } from './change.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';
import { type Standing, settingsOf } from './standing.ts';
import { quietClock } from './working-clock.ts';

/**
 * Gives a conversation to a person as a new ownership, if `guard` holds ($9 and up are its values):
 * one conditional update decides among all who want it (TKO-1). `count` messages follow.
 */
export async function takeClaim(
  tx: DeskTx,
  standing: Standing,
  person: string,
  {
    count,
    isAnswer = false,
    set = '',
    guard,
    values = [],
  }: {
    count: number;
    /** they speak in the same commit: no quiet clock runs */
    isAnswer?: boolean;
    /** more that it sets */
    set?: string;
    guard: string;
    values?: unknown[];
  },
): Promise<ConversationRow | undefined> {
  const { db, now } = tx;
  const quiet = isAnswer ? { due: null, warnAt: null } : quietClock(settingsOf(standing), now);
  const row = await change(
    db,
    standing,
    `state = 'human', ${nextEpoch}, ${withoutEscalation}, cycle = cycle + (state = 'closed')::int,
     closed_at = null, last_owner = coalesce(owner, last_owner), owner = $3, claim = $4, claimed_at = $5,
     updated_at = $5, quiet_due = $6, quiet_warn_at = $7, quiet_warned = false, snooze_until = null,
     seq = seq + $8${set}`,
    guard,
    [person, randomUUID(), now, quiet.due, quiet.warnAt, count, ...values],
  );
  if (row) await stopLadder(tx, standing, 'claimed');
  return row;
}

/** The team hears who has it. */
export function announceClaim(
  tx: DeskTx,
  standing: Standing,
  from: { id: string; name: string | null } | null,
): Promise<void> {
  const claim = standing.claim as string; // who has just claimed it has one
  return announceChange(tx, standing, 'conversation.claimed', claim, {
    claim: publicId('clm', claim),
    owner: { id: standing.owner, name: standing.owner_name },
    from,
  });
}
