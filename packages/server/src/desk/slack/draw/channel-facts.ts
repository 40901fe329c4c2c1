import type pg from 'pg';
import type { PostRow } from '../outbox/post-row.ts';

/** What a post without a card is drawn from. */
export interface ChannelFacts {
  /** null: not known */
  is_member: boolean | null;
  is_shared: boolean;
  agent_name: string | null;
}

/** By the posts' ids, in one statement for all. */
export async function readChannelFacts(
  pool: pg.Pool,
  tenant: string,
  posts: readonly PostRow[],
): Promise<Map<string, ChannelFacts>> {
  if (posts.length === 0) return new Map();
  const { rows } = await pool.query<ChannelFacts & { id: string }>({
    name: 'slack-channel-facts',
    text: `select w.id, s.is_member, coalesce(s.is_shared, false) as is_shared, a.name as agent_name
           from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[])
             as w (id, installation, channel, agent)
           left join slack_channel s on s.tenant = $1 and s.installation = w.installation
             and s.channel = w.channel
           left join agent a on a.tenant = $1 and a.id = w.agent`,
    values: [
      tenant,
      posts.map(({ id }) => id),
      posts.map(({ installation }) => installation),
      posts.map(({ channel }) => channel),
      posts.map(({ agent }) => agent),
    ],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
