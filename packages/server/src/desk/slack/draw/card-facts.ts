import type { ConversationState } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { ConversationRow } from '../../conversation/state/conversation-row.ts';

/** A card and how its conversation stands; ids are uuids. */
export interface CardFacts {
  id: string;
  agent: string;
  installation: string;
  channel: string;
  is_muted: boolean;
  is_home: boolean;
  /** the channel that mirrors the conversation */
  home: string | null;
  /** null: not known */
  is_member: boolean | null;
  is_shared: boolean;
  /** null: it was erased */
  standing: CardStanding | null;
}

export interface CardStanding {
  conversation: string;
  number: string;
  state: ConversationState;
  epoch: number;
  claim: string | null;
  escalation: string | null;
  escalation_reasons: ConversationRow['escalation_reasons'];
  rating: ConversationRow['rating'];
  /** as JSON has them: ISO 8601 */
  created_at: string;
  claimed_at: string | null;
  escalated_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
  closer_name: string | null;
  /** when anybody last said something */
  spoke_at: string;
  owner_name: string | null;
  assignee_name: string | null;
  last_owner_name: string | null;
  agent_name: string;
  visitor_name: string | null;
  visitor_email: string | null;
  visitor_email_verified: boolean;
  lead: { label: string; value: string }[] | null;
}

/** Each by its key and one row (`limit 1`): no statistics can talk the planner into reading them all. */
const statement = `
select k.id, k.agent, k.installation, k.channel, k.is_muted, k.is_home, h.channel as home,
  s.is_member, coalesce(s.is_shared, false) as is_shared,
  case when c.id is not null and k.erased_at is null then jsonb_build_object(
    'conversation', c.id, 'number', c.number::text, 'state', c.state, 'epoch', c.epoch,
    'claim', c.claim, 'escalation', c.escalation, 'escalation_reasons', c.escalation_reasons,
    'rating', c.rating, 'created_at', c.created_at, 'claimed_at', c.claimed_at,
    'escalated_at', c.escalated_at, 'closed_at', c.closed_at,
    'closed_by', c.closed_by, 'closer_name', e.name,
    'spoke_at', greatest(c.created_at, c.visitor_spoke_at, c.we_spoke_at), 'owner_name', o.name,
    'assignee_name', m.name, 'last_owner_name', l.name, 'agent_name', a.name,
    'visitor_name', v.name, 'visitor_email', v.email,
    'visitor_email_verified', v.email_verified, 'lead', d.fields) end as standing
from slack_card k
left join lateral (select * from slack_channel s where s.tenant = k.tenant
  and s.installation = k.installation and s.channel = k.channel limit 1) s on true
left join lateral (select * from slack_card h where h.tenant = k.tenant
  and h.conversation = k.conversation and h.is_home limit 1) h on true
left join lateral (select * from conversation c
  where c.tenant = k.tenant and c.id = k.conversation limit 1) c on true
left join lateral (select * from agent a
  where a.tenant = c.tenant and a.id = c.agent limit 1) a on true
left join lateral (select * from visitor v
  where v.tenant = c.tenant and v.id = c.visitor limit 1) v on true
left join lateral (select * from lead d
  where d.tenant = c.tenant and d.conversation = c.id limit 1) d on true
left join lateral (select name from person where id = c.owner limit 1) o on true
left join lateral (select name from person where id = c.assignee limit 1) m on true
left join lateral (select name from person where id = c.last_owner limit 1) l on true
left join lateral (select name from person where id = c.closer limit 1) e on true
where k.tenant = $1 and k.id = any($2::uuid[])`;

/** Cards (uuids) by id, in one statement for all. */
export async function readCardFacts(
  pool: pg.Pool,
  tenant: string,
  cards: readonly string[],
): Promise<Map<string, CardFacts>> {
  if (cards.length === 0) return new Map();
  const { rows } = await pool.query<CardFacts>({
    name: 'slack-card-facts',
    text: statement,
    values: [tenant, cards],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
