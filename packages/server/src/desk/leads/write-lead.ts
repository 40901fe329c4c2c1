import type { LeadView } from '@belay/contract/desk/visitor';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { publicId, uuidv7 } from '../../memory/ids.ts';
import { announce } from '../announce/announce.ts';
import { sayLine } from '../conversation/verbs/say-line.ts';
import { lockConversations } from '../visitors/lock-conversations.ts';
import { recordVisitorNews } from '../visitors/record-visitor-news.ts';
import type { FilledField } from './contact-fields.ts';

export interface WrittenLead {
  /** uuid */
  lead: string;
  isNew: boolean;
}

/** What is given again takes the place of what was given before; the rest stays. */
const statement = `
insert into lead as l (tenant, id, agent, conversation, visitor, fields, via)
select c.tenant, $3, c.agent, c.id, c.visitor, $4, $5
from conversation c where c.tenant = $1 and c.id = $2
on conflict (tenant, conversation) do update set
  fields = (
    select jsonb_agg(f order by n)
    from (
      select f, n from jsonb_array_elements(l.fields) with ordinality as old (f, n)
      where not exists (select from jsonb_array_elements(excluded.fields) g where g ->> 'key' = f ->> 'key')
      union all
      select f, 1000 + n from jsonb_array_elements(excluded.fields) with ordinality as fresh (f, n)
    ) as merged),
  updated_at = now()
returning id, agent, visitor, fields, xmax = 0 as is_new`;

/**
 * One lead per conversation, announced once (NTF-8), in the caller's transaction; the visitor is
 * known by it, unverified. Call `ctx.desk.wake()` after its commit. Undefined: no such conversation.
 */
export async function writeLead(
  ctx: Context,
  db: pg.PoolClient,
  { tenant, conversation }: { tenant: string; conversation: string },
  fields: FilledField[],
  via: LeadView['via'],
): Promise<WrittenLead | undefined> {
  await lockConversations(db, tenant, await visitorOf(db, tenant, conversation));
  const { rows } = await db.query<{
    id: string;
    agent: string;
    visitor: string;
    fields: FilledField[];
    is_new: boolean;
  }>({
    name: 'write-lead',
    text: statement,
    values: [tenant, conversation, uuidv7(ctx.now()), JSON.stringify(fields), via],
  });
  const [row] = rows;
  if (!row) return undefined;
  if (via !== 'identity') await learnContact(db, tenant, row.visitor, fields);
  if (row.is_new) {
    await announce(db, {
      ...{ tenant, conversation, agent: row.agent, kind: 'lead.captured', about: row.id },
      data: { lead_id: publicId('led', row.id), via, fields: row.fields },
      at: new Date(ctx.now()),
    });
    await sayLine(ctx, db, { tenant, conversation }, { code: 'lead_received', clientId: row.id });
  }
  await recordVisitorNews(db, tenant, row.visitor);
  return { lead: row.id, isNew: row.is_new };
}

async function visitorOf(
  db: pg.PoolClient,
  tenant: string,
  conversation: string,
): Promise<string[]> {
  const { rows } = await db.query<{ visitor: string }>(
    'select visitor from conversation where tenant = $1 and id = $2',
    [tenant, conversation],
  );
  return rows.map(({ visitor }) => visitor);
}

/** What a site vouched for is not overwritten by what somebody typed (DSK-9). */
async function learnContact(
  db: pg.PoolClient,
  tenant: string,
  visitor: string,
  fields: FilledField[],
): Promise<void> {
  const value = (key: string) => fields.find((field) => field.key === key)?.value ?? null;
  await db.query(
    `update visitor set
       name = case when external_id is null or name is null then coalesce(left($3, 120), name) else name end,
       email = case when email_verified then email else coalesce($4, email) end,
       phone = coalesce($5, phone)
     where tenant = $1 and id = $2`,
    [tenant, visitor, value('name'), value('email'), value('phone')],
  );
}
