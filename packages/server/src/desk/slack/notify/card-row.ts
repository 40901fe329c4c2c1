import type pg from 'pg';

/** A card as the rules of its home need it; ids are uuids. */
export interface CardRow {
  id: string;
  installation: string;
  channel: string;
  is_home: boolean;
  is_muted: boolean;
  /** a person was wanted or there when it was told last */
  mirrors: boolean;
  /** the last message that its thread tells */
  told_seq: number;
  cycle: number;
  shown: string | null;
  escalation: string | null;
  /** the root that stands now or is on its way */
  has_root: boolean;
  /** one of its roots was deleted */
  was_replaced: boolean;
  /** the agent still tells this workspace */
  is_bound: boolean;
  /** nothing can be posted in its channel */
  has_trouble: boolean;
  /** shared with another company */
  is_shared: boolean;
  /** its channel shows no transcript */
  is_silent: boolean;
}

const statement = `
select k.id, k.installation, k.channel, k.is_home, k.is_muted, k.mirrors, k.told_seq, k.cycle,
  k.shown, k.escalation, k.root > 1 as was_replaced,
  exists (select from slack_post p where p.tenant = k.tenant and p.card = k.id
    and p.kind = 'card' and p.state <> 'dropped') as has_root,
  coalesce(b.installation = k.installation, false) as is_bound,
  s.trouble is not null as has_trouble, coalesce(s.is_shared, false) as is_shared,
  -- the strictest of all agents that tell this channel something (NTF-7)
  exists (select from slack_binding o
    where o.tenant = k.tenant and o.installation = k.installation
      and (o.settings #>> array['channels', k.channel, 'redaction'] = 'no_transcript'
        or (s.is_shared and o.agent = k.agent
          and (o.settings #>> array['channels', k.channel, 'shared_confirmed']) is distinct from 'true'))
  ) as is_silent
from slack_card k
left join slack_binding b on b.tenant = k.tenant and b.agent = k.agent
left join slack_channel s
  on s.tenant = k.tenant and s.installation = k.installation and s.channel = k.channel
where k.tenant = $1 and k.conversation = $2 and k.erased_at is null
order by k.created_at, k.id`;

/**
 * The cards of a conversation, the first one first: by its key, so that it costs nothing where there
 * are none. Their homes change under the conversation's lock alone.
 */
export async function readCards(
  db: pg.Pool | pg.PoolClient,
  { tenant, id }: { tenant: string; id: string },
): Promise<CardRow[]> {
  const { rows } = await db.query<CardRow>({
    name: 'slack-cards',
    text: statement,
    values: [tenant, id],
  });
  return rows;
}
