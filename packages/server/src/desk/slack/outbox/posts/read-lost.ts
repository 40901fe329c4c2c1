import type pg from 'pg';
import type { Fence } from '../../../../connectors/lease/fence.ts';
import type { PostRow } from '../post-row.ts';

/** A post that may be in Slack or not, and how to recognise it there. */
export interface LostPost
  extends Pick<PostRow, 'tenant' | 'id' | 'installation' | 'channel' | 'card' | 'kind' | 'event'> {
  attempts: number;
  looks: number;
  stray: string | null;
  wasRepeated: boolean;
  threadTs: string | null;
  /** ms */
  sentAt: number;
  createdAt: number;
  nextAt: number;
  botId: string | null;
}

const statement = `
select p.tenant, p.id, p.installation, p.channel, p.card, p.kind, p.event, p.attempts, p.looks,
  p.stray, p.data->>'remark' is not distinct from 'repeated' as "wasRepeated",
  case when p.kind <> 'card' then k.ts end as "threadTs", i.bot_id as "botId",
  extract(epoch from p.sent_at)::float8 * 1000 as "sentAt",
  extract(epoch from p.created_at)::float8 * 1000 as "createdAt",
  extract(epoch from p.next_at)::float8 * 1000 as "nextAt"
from slack_post p
join slack_installation i on i.tenant = p.tenant and i.id = p.installation
left join slack_card k on k.tenant = p.tenant and k.id = p.card
where p.tenant = $1 and p.installation = $2 and p.state = 'sending' and p.fence = $3
  and p.next_at is not null
order by p.next_at
limit 20`;

/** Those that were on their way under this fence, the next one to look for first. */
export async function readLost(
  pool: pg.Pool,
  { tenant, installation, fence }: Fence,
): Promise<LostPost[]> {
  const { rows } = await pool.query<LostPost>({
    name: 'read-lost',
    text: statement,
    values: [tenant, installation, fence],
  });
  return rows;
}
