import { BelayError } from '@belay/contract/error';
import type { HeldChoice, HeldReason } from '@belay/slack/cards/held-prompt';
import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import type { Operator } from '../../../conversation/desk-actor.ts';
import { addLineJob } from '../line/add-line-job.ts';
import { changeLine, type LineChange } from '../line/change-line.ts';
import { lineOf } from '../line/find-line.ts';
import type { Judged } from '../line/judge-line.ts';
import type { LineRow } from '../line/line-row.ts';
import { sendLine } from '../line/send-line.ts';
import { keepLine } from './keep-line.ts';

/** What came of a press. */
export type HeldAnswer =
  | { kind: 'sent'; message: string }
  | { kind: 'kept' }
  /** held again, or internal: what holds now isn't what the button was made for */
  | { kind: 'aside'; row: LineRow; judged: Judged }
  /** pressed before, here or there, or too late */
  | { kind: 'settled' };

/** A press itself answers that it was typed long ago, or before the claim. */
const answeredByPress: readonly HeldReason[] = ['old', 'before_claim'];
/** Whoever presses waits for it; should we die meanwhile, a job goes on. */
const backstopMs = 20_000;

/**
 * Its author decides about a held line, in Slack or in the dashboard: one conditional update wins,
 * and every check is run again on the newest version. Throws POLICY_DENIED for others.
 */
export async function answerHeld(
  ctx: Context,
  operator: Pick<Operator, 'person'>,
  row: LineRow,
  choice: HeldChoice,
): Promise<HeldAnswer> {
  if (row.person !== operator.person)
    throw new BelayError('POLICY_DENIED', 'Only who typed this line decides about it.', {
      reason: 'not its author',
    });
  if (row.fate !== 'held') return settledBefore(ctx, row);
  if (row.held_until === null || row.held_until.getTime() <= ctx.now()) return { kind: 'settled' };
  if (choice === 'keep') return { kind: (await keepLine(ctx, row)) ? 'kept' : 'settled' };
  const shown = row.reason === null ? [] : [row.reason];
  const accepted = [...new Set([...row.accepted, ...shown, ...answeredByPress])];
  const send_at = new Date(ctx.now() + backstopMs);
  const claimed = await inTransaction(ctx.pool, async (db) => {
    const change = {
      fate: 'waiting',
      choice,
      accepted,
      send_at,
      held_until: null,
    } satisfies LineChange;
    const changed = await changeLine(db, row, ['held'], change);
    if (changed) await addLineJob(db, changed);
    return changed;
  });
  return claimed ? sendNow(ctx, row) : { kind: 'settled' };
}

/** Pressed before, or by this press before a crash: what came of it is told again. */
async function settledBefore(ctx: Context, row: LineRow): Promise<HeldAnswer> {
  if (row.fate === 'waiting' && row.choice !== null) return sendNow(ctx, row);
  if (row.fate === 'sent' && row.message !== null) return { kind: 'sent', message: row.message };
  return { kind: row.fate === 'internal' ? 'kept' : 'settled' };
}

async function sendNow(ctx: Context, { tenant, id }: LineRow): Promise<HeldAnswer> {
  const sent = await sendLine(ctx, tenant, id, { isPress: true });
  if (sent.kind !== 'gone') return sent;
  const now = await lineOf(ctx.pool, tenant, id);
  return now?.fate === 'sent' && now.message !== null
    ? { kind: 'sent', message: now.message }
    : { kind: 'settled' };
}
