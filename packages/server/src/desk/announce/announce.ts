import type { AnnouncementKind } from '@belay/contract/desk/webhook';
import type pg from 'pg';
import { addJob } from '../../jobs/add-job.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { notifyEvent } from '../slack/notify/notify-event.ts';
import { deliveryJob } from '../webhooks/delivery-job.ts';
import { announcementPayload } from './announcement-payload.ts';

export interface Announcement {
  /** uuids */
  tenant: string;
  agent: string;
  conversation: string | null;
  kind: AnnouncementKind;
  /** once per tenant and kind (NTF-8), e.g. the uuid of the conversation, escalation, lead or run */
  about: string;
  /** what a webhook is told beside agent and conversation: wire names, no more than the event needs */
  data: Record<string, unknown>;
  at: Date;
}

/** Of the seed's five events; an agent that is paused or private has none (DSK-1). */
const ofServingAgents: AnnouncementKind[] = [
  'conversation.started',
  'conversation.escalated',
  'rating.low',
  'lead.captured',
  'action.ran',
];

const record = `
with told as (
  insert into announcement (tenant, id, kind, agent, conversation, about, data, at)
  select a.tenant, $2, $3, a.id, $5, $6, $7, $8 from agent a
  where a.tenant = $1 and a.id = $4
    and (not $9 or (a.is_public and not a.is_paused))
    -- people's single words lie in their conversation already: told on, but not kept for nobody
    and ($3 <> 'message.created' or exists (
      select from webhook w where w.tenant = $1 and w.is_enabled and $3 = any(w.events)))
    and not exists (
      select from conversation c where c.tenant = $1 and c.id = $5 and c.is_test)
  on conflict (tenant, kind, about) do nothing
  returning tenant)
select a.name as agent_name, w.id as webhook
from told
join agent a on a.tenant = told.tenant and a.id = $4
left join webhook w on w.tenant = told.tenant and w.is_enabled and $3 = any(w.events)
-- everybody takes the queues' locks in one order
order by w.id`;

/**
 * Tells whoever wants to hear of it, in the caller's transaction. False, and nobody is told: it was
 * announced before, it belongs to a test conversation, it is one of the five events of an agent that
 * is paused or private, or a single message that no webhook wants.
 */
export async function announce(db: pg.PoolClient, what: Announcement): Promise<boolean> {
  const { tenant, agent, conversation, kind, about, data, at } = what;
  const id = uuidv7(at.getTime());
  const { rows } = await db.query<{ agent_name: string; webhook: string | null }>({
    name: 'announce',
    text: record,
    values: [
      tenant,
      id,
      kind,
      agent,
      conversation,
      about,
      JSON.stringify(data),
      at,
      ofServingAgents.includes(kind),
    ],
  });
  const [first] = rows;
  if (!first) return false;
  const row = { id, kind, agent, agent_name: first.agent_name, conversation, data, at };
  const body = JSON.stringify(announcementPayload(row));
  for (const { webhook } of rows)
    if (webhook !== null) await deliver(db, what, { announcement: id, webhook, body });
  await notifyEvent(db, { ...what, id });
  return true;
}

async function deliver(
  db: pg.PoolClient,
  { tenant, kind, at }: Announcement,
  { announcement, webhook, body }: { announcement: string; webhook: string; body: string },
): Promise<void> {
  const delivery = uuidv7(at.getTime());
  await db.query({
    name: 'announce-to-webhook',
    text: `insert into webhook_delivery (tenant, id, webhook, announcement, event, body, next_attempt_at, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    values: [tenant, delivery, webhook, announcement, kind, body, at],
  });
  await addJob(db, 'deliver_webhook', { tenant, delivery }, deliveryJob(webhook, delivery));
}
