import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import { findAgent } from '../agents/find-agent.ts';
import { visitorMessage } from '../conversation/verbs/visitor-message.ts';
import type { VisitorCaller } from '../visitors/visitor-caller.ts';
import { captureLead } from './capture-lead.ts';
import { contactFields, type LeadFields } from './contact-fields.ts';

/**
 * A form that a visitor filled in. Before anything was said it is their first own message, so a
 * conversation begins with it (NTF-8). Sent again after a crash it finds that one. Answers the
 * conversation's uuid.
 */
export async function sendForm(
  ctx: Context,
  visitor: VisitorCaller,
  conversation: string | null,
  fields: LeadFields,
): Promise<string> {
  const { tenant } = visitor;
  const id = conversation ?? (await openOne(ctx, visitor)) ?? (await begin(ctx, visitor, fields));
  await captureLead(ctx, { tenant, conversation: id }, fields, 'form');
  return id;
}

async function openOne(
  ctx: Context,
  { tenant, visitor, agent }: VisitorCaller,
): Promise<string | undefined> {
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select id from conversation
     where tenant = $1 and visitor = $2 and agent = $3 and state <> 'closed'
     order by updated_at desc limit 1`,
    [tenant, visitor, agent],
  );
  return rows[0]?.id;
}

async function begin(ctx: Context, visitor: VisitorCaller, fields: LeadFields): Promise<string> {
  const { settings } = await findAgent(ctx.pool, visitor);
  const filled = contactFields(settings.lead_form.fields, fields, true);
  const { conversation } = await visitorMessage(ctx, visitor, {
    ...{ conversation: null, resume: true, files: [], isForm: true },
    text: filled.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    // the agent knows by it that nothing was asked
    clientId: `form:${randomUUID()}`,
  });
  return conversation;
}
