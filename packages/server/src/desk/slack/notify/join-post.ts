import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import type { Route } from '../route/routes-of.ts';

/**
 * Events of one commit are one card that names them all (NTF-3): the post that this very transaction
 * wrote for the card tells this one, too. Nobody has seen that post yet. False: there is none.
 */
export async function joinPost(
  db: pg.PoolClient,
  tenant: string,
  card: string,
  { mention, because }: Route,
  event: { kind: SlackEvent; announcement: string },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'slack-join-post',
    text: `update slack_post set
             data = case when data -> 'announcements' ? $3 then data
               else jsonb_set(data, '{announcements}', (data -> 'announcements') || to_jsonb($3::text)) end
               || case when $4::text is null then '{}' else jsonb_build_object('mention', $4::text) end,
             -- what a person is wanted for decides about it
             event = case when $5 in ('escalation', 'low_rating') and event <> 'escalation' then $5 else event end,
             broadcast = broadcast or (kind = 'event' and $5 in ('escalation', 'low_rating')),
             because = case when because = $6 then because else because || '; ' || $6 end
           where tenant = $1 and card = $2 and born = pg_current_xact_id() and state = 'waiting'
             and kind in ('card', 'event') and data ? 'announcements'`,
    values: [tenant, card, event.announcement, mention, event.kind, because],
  });
  return (rowCount ?? 0) > 0;
}
