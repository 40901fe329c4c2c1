import type { ConversationSlackView } from '@belay/contract/desk/slack-conversation';
import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import { slackLink } from '../../../connectors/status/slack-link.ts';
import { publicId } from '../../../memory/ids.ts';

interface Row {
  id: string;
  channel: string;
  name: string | null;
  is_home: boolean;
  is_muted: boolean;
  ts: string | null;
  url: string;
  /** of the channel, else of the newest post that could not go out */
  trouble: SlackTrouble | null;
}

/** The channels that have a card of a conversation, the oldest card first. */
export async function cardsOf(
  pool: pg.Pool,
  { tenant, id }: { tenant: string; id: string },
): Promise<ConversationSlackView['cards']> {
  const { rows } = await pool.query<Row>({
    name: 'slack-cards-of',
    text: `select k.id, k.channel, ch.name, k.is_home, k.is_muted, k.ts, i.url,
                  coalesce(ch.trouble, (select p.trouble from slack_post p
                    where p.tenant = k.tenant and p.card = k.id and p.state = 'parked'
                    order by p.n desc limit 1)) as trouble
           from slack_card k
           join slack_installation i on i.tenant = k.tenant and i.id = k.installation
           left join slack_channel ch on ch.tenant = k.tenant
             and ch.installation = k.installation and ch.channel = k.channel
           where k.tenant = $1 and k.conversation = $2
           order by k.created_at, k.id`,
    values: [tenant, id],
  });
  return rows.map((row) => ({
    id: publicId('crd', row.id),
    channel: { id: row.channel, name: row.name ?? row.channel },
    home: row.is_home,
    muted: row.is_muted,
    permalink: row.ts === null ? null : slackLink(row.url, row.channel, row.ts),
    trouble: row.trouble,
  }));
}
