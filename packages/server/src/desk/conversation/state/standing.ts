import { type AgentSettings, agentSettings } from '@belay/contract/desk/agent';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { isOnline } from '../../visitors/is-online.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';

/** A conversation with the names and settings around it: what views and refusals are made of. */
export interface Standing extends ConversationRow {
  agent_name: string;
  /** public and not paused */
  agent_serves: boolean;
  /** what the desk decides by; read it through `settingsOf` */
  agent_settings: unknown;
  visitor_name: string | null;
  visitor_email: string | null;
  visitor_email_verified: boolean;
  visitor_blocked: boolean;
  visitor_online: boolean;
  owner_name: string | null;
  /** uuid of their face */
  owner_picture: string | null;
  assignee_name: string | null;
  /** our words that the visitor hasn't seen */
  unread: number;
}

const statement = `
select c.*, a.name as agent_name, a.is_public and not a.is_paused as agent_serves,
       a.settings - '{instructions,greeting,starters,look,allowed_origins}'::text[] as agent_settings,
       v.name as visitor_name, v.email as visitor_email, v.email_verified as visitor_email_verified,
       v.blocked_at is not null as visitor_blocked, ${isOnline('c')} as visitor_online,
       o.name as owner_name, pic.id as owner_picture, s.name as assignee_name,
       (select count(*)::int from message m
        where m.tenant = c.tenant and m.conversation = c.id and m.seq > c.seen_by_visitor
          and m.author in ('agent', 'operator') and m.kind = 'text' and m.deleted_at is null) as unread
from unnest($2::uuid[]) with ordinality as w (id, n)
join conversation c on c.tenant = $1 and c.id = w.id
join agent a on a.tenant = c.tenant and a.id = c.agent
join visitor v on v.tenant = c.tenant and v.id = c.visitor
left join person o on o.id = c.owner
left join person_picture pic on pic.tenant = c.tenant and pic.person = c.owner
left join person s on s.id = c.assignee
order by w.n`;

/** Conversations (uuids) as they stand, in the order asked for; missing ones are left out. */
export async function readStandings(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  ids: readonly string[],
): Promise<Standing[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<Standing>({
    name: 'desk-standings',
    text: statement,
    values: [tenant, ids],
  });
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/**
 * Locks a conversation and reads it. The lock is taken before the transaction writes anything: it
 * has no number yet while it waits, so the numbers of news (xid) follow the order of the locks.
 * Throws NOT_FOUND.
 */
export async function lockStanding(
  { db }: DeskTx,
  tenant: string,
  conversation: string,
): Promise<Standing> {
  await db.query({
    name: 'desk-lock',
    text: 'select from conversation where tenant = $1 and id = $2 for no key update',
    values: [tenant, conversation],
  });
  return needStanding(db, tenant, conversation);
}

export async function needStanding(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  conversation: string,
): Promise<Standing> {
  const [standing] = await readStandings(db, tenant, [conversation]);
  if (standing) return standing;
  throw noSuchConversation();
}

export function noSuchConversation(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such conversation.');
}

/** What the agent's admins decided; what an older row lacks has its default. */
export function settingsOf(standing: Pick<Standing, 'agent_settings'>): AgentSettings {
  return agentSettings.parse(standing.agent_settings);
}

/** Whether the agent may speak and be spoken to; a test needs no public agent. */
export function mayServe(standing: Pick<Standing, 'agent_serves' | 'is_test'>): boolean {
  return standing.agent_serves || standing.is_test;
}
