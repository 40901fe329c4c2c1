import type { LeadView } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';
import { findAgent } from '../agents/find-agent.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { contactFields, type LeadFields } from './contact-fields.ts';
import { type WrittenLead, writeLead } from './write-lead.ts';

/**
 * Keeps how somebody can be reached: one lead per conversation, what is new is laid over what was
 * there; announced once. `form` needs all fields of the agent's form. Throws INVALID_BODY for an
 * e-mail or phone number that can't be one, NOT_FOUND for a conversation that isn't there.
 */
export async function captureLead(
  ctx: Context,
  { tenant, conversation }: { tenant: string; conversation: string },
  fields: LeadFields,
  via: Exclude<LeadView['via'], 'identity'>,
): Promise<WrittenLead> {
  const { rows } = await ctx.pool.query<{ agent: string }>(
    'select agent from conversation where tenant = $1 and id = $2',
    [tenant, conversation],
  );
  if (!rows[0]) throw gone();
  const { settings } = await findAgent(ctx.pool, { tenant, agent: rows[0].agent });
  const filled = contactFields(settings.lead_form.fields, fields, via === 'form');
  const lead = await deskTransaction(ctx, ({ db }) =>
    writeLead(ctx, db, { tenant, conversation }, filled, via),
  );
  if (!lead) throw gone();
  return lead;
}

function gone(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such conversation.');
}
