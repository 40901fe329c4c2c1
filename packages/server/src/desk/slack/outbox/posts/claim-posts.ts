import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import type { Fence } from '../../../../connectors/lease/fence.ts';
import { type StoredAccess, storedAccess } from '../../../../slack-app/install/stored-access.ts';
import { type PostRow, postColumns } from '../post-row.ts';

/** A post that this process alone may send now. */
export interface ClaimedPost extends PostRow {
  /** with this one; names the try */
  attempts: number;
  /** Slack's word at the try before */
  lastError: string | null;
  /** of its card's root; null: there is none, or it is one */
  threadTs: string | null;
  isMuted: boolean;
  /** its agent tells nothing in this workspace any more */
  isUnbound: boolean;
  isPrivate: boolean;
  channelTrouble: SlackTrouble | null;
  /** Slack's own word for that */
  channelError: string | null;
  /** ms */
  createdAt: number;
}

export interface Claim {
  posts: ClaimedPost[];
  /** what they are sent with, as it was then; undefined without posts */
  access: StoredAccess | undefined;
}

/**
 * Waiting or on its way, said so that no index of such rows can serve it: of one card or one id
 * there are few, of those that wait there may be a hundred thousand, and no statistics know.
 */
const undone = (row: string) => `${row}.state not in ('posted', 'parked', 'dropped')`;

/**
 * Claims, for each channel that is free, the first post that may go: by rank, then in the order in
 * which they were written. What belongs to a card waits for its root, and for what of that card was
 * before it; it never keeps others waiting. Channels that were served longest ago come first.
 * Locks the lease against a taker, so that no former owner claims anything.
 */
const statement = `
with recursive own as (
  select fence from lease
  where tenant = $1 and installation = $2 and kind = 'desk' and owner = $3 and fence = $4
  for share
), channels (channel) as (
  (select p.channel from slack_post p
   where p.tenant = $1 and p.installation = $2 and p.state in ('waiting', 'sending')
   order by p.channel limit 1)
  union all
  select (select p.channel from slack_post p
          where p.tenant = $1 and p.installation = $2 and p.state in ('waiting', 'sending')
            and p.channel > c.channel
          order by p.channel limit 1)
  from channels c where c.channel is not null
), ahead as (
  select from slack_post p
  where p.tenant = $1 and p.installation = $2 and p.state = 'waiting' and p.rank = 0
  limit $9
), heads as (
  select h.id
  from channels c
  cross join lateral (
    select p.id, p.rank, p.n from slack_post p
    left join slack_card k on k.tenant = p.tenant and k.id = p.card
    where p.tenant = $1 and p.installation = $2 and p.channel = c.channel and p.state = 'waiting'
      and (p.rank = 0 or $9 > (select count(*) from ahead))
      and (p.next_at is null or p.next_at <= $5)
      and (p.card is null or p.kind = 'card' or k.is_muted
        or k.ts is not null and not exists (
          select from slack_post e
          where e.tenant = p.tenant and e.card = p.card and ${undone('e')}
            and e.kind <> 'card' and (e.rank, e.n) < (p.rank, p.n)))
    order by p.rank, p.n limit 1) h
  where c.channel is not null and c.channel <> all($6::text[])
  order by h.rank, array_position($7::text[], c.channel) nulls first, h.n
  limit $8
), claimed as (
  update slack_post p set state = 'sending', fence = own.fence, sent_at = $5,
    attempts = p.attempts + 1, looks = 0, next_at = null
  from heads, own
  where p.tenant = $1 and p.id = heads.id and ${undone('p')} and p.state <> 'sending'
  returning p.*
)
select ${postColumns}, p.attempts, p.slack_error as "lastError", case when p.kind <> 'card' then k.ts end as "threadTs",
  coalesce(k.is_muted, false) as "isMuted",
  p.agent is not null and b.installation is distinct from p.installation as "isUnbound",
  coalesce(s.is_private, false) as "isPrivate", s.trouble as "channelTrouble",
  s.slack_error as "channelError",
  extract(epoch from p.created_at)::float8 * 1000 as "createdAt", ${storedAccess}
from claimed p
join slack_installation i on i.tenant = p.tenant and i.id = p.installation
left join slack_card k on k.tenant = p.tenant and k.id = p.card
left join slack_channel s
  on s.tenant = p.tenant and s.installation = p.installation and s.channel = p.channel
left join slack_binding b on b.tenant = p.tenant and b.agent = p.agent
order by p.rank, p.n`;

export async function claimPosts(
  pool: pg.Pool,
  { tenant, installation, owner, fence }: Fence,
  wish: {
    /** ms */
    now: number;
    /** channels that have to wait */
    busy: readonly string[];
    /** channels in the order in which they were served, the last one last */
    served: readonly string[];
    most: number;
    /** history goes only where the minute has room for more than all cards that wait */
    spare: number;
  },
): Promise<Claim> {
  const { rows } = await pool.query<ClaimedPost & StoredAccess>({
    name: 'claim-posts',
    text: statement,
    values: [
      ...[tenant, installation, owner, fence],
      ...[new Date(wish.now), wish.busy, wish.served, wish.most, wish.spare],
    ],
  });
  const posts = rows.map(({ token, api_url, token_ends, ...post }) => post);
  return { posts, access: rows[0] };
}
