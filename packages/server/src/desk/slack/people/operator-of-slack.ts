import type { OutsiderReason } from '@belay/slack/cards/refusal-message';
import type { Context } from '../../../context.ts';
import type { Operator } from '../../conversation/desk-actor.ts';
import { checkPerson } from './check-person.ts';
import { makeLink } from './make-link.ts';
import { mayManage, mayOperate } from './may-operate.ts';
import { readSlackPerson, type SlackPersonRow } from './slack-person-row.ts';
import type { SlackPlace } from './slack-place.ts';

/** Why somebody in Slack may not act here. */
export type SlackRefusal =
  | OutsiderReason
  /** a full member whom nobody here is linked to: `linkUrl` mends it */
  | 'unlinked';

export interface NotOperator {
  refused: SlackRefusal;
  /** one-time, for 30 minutes; theirs alone */
  linkUrl: string | null;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** While Slack can't be asked, who was checked so lately goes on. */
const graceMs = 3 * dayMs;

/**
 * Somebody in Slack as an operator, or why not (TKO-5). Who was never seen, or not for a day, is
 * looked up first: their profile decides by which address they are known.
 */
export async function operatorOfSlack(
  ctx: Context,
  who: SlackPlace & { userId: string },
): Promise<Operator | NotOperator> {
  let row = await readSlackPerson(ctx.pool, who);
  if (!row || ageOf(ctx, row) > freshMs(row)) {
    const checked = await checkPerson(ctx, who, who.userId);
    if (checked === 'checked') row = await readSlackPerson(ctx.pool, who);
    else if (!row || ageOf(ctx, row) > graceMs) return refuse('unchecked');
  }
  if (!row) return refuse('unchecked');
  if (row.refused !== null || !row.is_member) return refuse(row.refused ?? 'stranger');
  if (row.person === null) return refuse('unlinked', await makeLink(ctx, who, who.userId));
  if (!mayOperate(row.role)) return refuse('no_role');
  return {
    kind: 'operator',
    tenant: who.tenant,
    person: row.person,
    // the person's row is there: the link goes with it
    name: row.person_name as string,
    isAdmin: mayManage(row.role),
    via: 'slack',
    actor: `user:${row.person_email}`,
  };
}

export function isOperator(found: Operator | NotOperator): found is Operator {
  return 'person' in found;
}

/** Whoever is nobody here may have been invited a moment ago. */
function freshMs({ person, refused, is_refused_by_person }: SlackPersonRow): number {
  return person === null && refused === null && !is_refused_by_person ? minuteMs : dayMs;
}

function ageOf(ctx: Context, { checked_at }: SlackPersonRow): number {
  return ctx.now() - checked_at.getTime();
}

function refuse(refused: SlackRefusal, linkUrl: string | null = null): NotOperator {
  return { refused, linkUrl };
}
