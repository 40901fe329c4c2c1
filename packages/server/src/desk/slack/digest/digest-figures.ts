import type pg from 'pg';
import type { DigestData } from './digest-data.ts';

interface Row extends Omit<DigestData, 'day' | 'median_claim_ms'> {
  median_claim_ms: number | string | null;
}

/**
 * What a day was like at an agent (uuid), between two instants: conversations in which a visitor
 * spoke, who answered them, how long it took until somebody came after a call for a person (the
 * median), how often nobody did, and what visitors thought. Tests count nowhere.
 */
const statement = `
with spoken as (
  select c.id,
    exists (select from message m where m.tenant = c.tenant and m.conversation = c.id
      and m.author = 'operator' and m.kind = 'text'
      and m.created_at >= $3 and m.created_at < $4) as by_people,
    exists (select from message m where m.tenant = c.tenant and m.conversation = c.id
      and m.author = 'agent' and m.kind = 'text'
      and m.created_at >= $3 and m.created_at < $4) as by_agent
  from conversation c
  -- the index: whoever speaks or rates changes it
  where c.tenant = $1 and c.updated_at >= $3
    and c.agent = $2 and not c.is_test and c.created_at < $4 and c.visitor_spoke_at >= $3
    and exists (select from message m where m.tenant = c.tenant and m.conversation = c.id
      and m.author = 'visitor' and m.created_at >= $3 and m.created_at < $4)
), called as (
  select e.at, (
    select min(t.at) from announcement t
    where t.tenant = e.tenant and t.conversation = e.conversation
      and t.kind = 'conversation.claimed' and t.at >= e.at) as claimed_at
  from announcement e
  where e.tenant = $1 and e.agent = $2 and e.kind = 'conversation.escalated'
    and e.at >= $3 and e.at < $4
), rated as (
  select (c.rating ->> 'low')::boolean as is_low from conversation c
  where c.tenant = $1 and c.updated_at >= $3
    and c.agent = $2 and not c.is_test and c.rating is not null
    and (c.rating ->> 'at')::timestamptz >= $3 and (c.rating ->> 'at')::timestamptz < $4
)
select
  (select count(*)::int from spoken) as conversations,
  (select count(*)::int from spoken where by_agent and not by_people) as by_agent,
  (select count(*)::int from spoken where by_people) as by_people,
  (select percentile_cont(0.5) within group (order by extract(epoch from claimed_at - at) * 1000)
   from called where claimed_at is not null) as median_claim_ms,
  (select count(*)::int from called where claimed_at is null) as missed,
  (select count(*)::int from rated where not is_low) as good,
  (select count(*)::int from rated where is_low) as low`;

export async function digestFigures(
  db: pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
  { from, to }: { from: Date; to: Date },
): Promise<Omit<DigestData, 'day'>> {
  const { rows } = await db.query<Row>(statement, [tenant, agent, from, to]);
  const [row] = rows;
  if (!row) throw new Error('a select without a table has one row');
  const median = row.median_claim_ms;
  return { ...row, median_claim_ms: median === null ? null : Math.round(Number(median)) };
}
