import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import type { Standing } from '../conversation/state/standing.ts';
import { settleSteps } from './ladder-row.ts';

/** Why nobody is waited for any more. */
export type Settled = 'claimed' | 'closed' | 'returned';

const notes: Readonly<Record<Settled, string>> = {
  claimed: 'Somebody came.',
  closed: 'The conversation was closed.',
  returned: 'The visitor goes on with the assistant.',
};

/**
 * In the transaction that ends the waiting of `before`: no further step, and no reminder or letter
 * that is still to go out. One that is on its way is drawn anew.
 */
export async function stopLadder(
  { db, now }: DeskTx,
  before: Pick<Standing, 'tenant' | 'id' | 'state' | 'escalation'>,
  why: Settled,
): Promise<void> {
  if (before.state !== 'waiting') return;
  const { tenant, id, escalation } = before;
  const { rows } = await db.query<{ step: number; state: string }>(
    'select step, state from ladder_step where tenant = $1 and escalation = $2 for update',
    [tenant, escalation],
  );
  if (rows.length === 0) return;
  await settleSteps(
    db,
    before,
    rows.map(({ step }) => step),
    { state: 'stopped', note: notes[why], at: now },
  );
  // cards are locked before their posts, by everybody
  await db.query(
    `select from slack_card where tenant = $1 and conversation = $2 order by id for no key update`,
    [tenant, id],
  );
  await db.query(
    `update slack_post p set state = 'dropped', trouble = null
     from slack_card c
     where c.tenant = $1 and c.conversation = $2 and p.tenant = $1 and p.card = c.id
       and p.kind = 'reminder' and p.state in ('waiting', 'parked')`,
    [tenant, id],
  );
  await db.query(
    `delete from letter where tenant = $1 and conversation = $2 and state = 'waiting'
       and about like 'ladder:%'`,
    [tenant, id],
  );
}
