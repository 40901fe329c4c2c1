import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** A thread under one of our cards. */
export interface ThreadPlace extends SlackPlace {
  /** uuids */
  card: string;
  conversation: string;
  agent: string;
  channel: string;
  threadTs: string;
  /** the conversation is mirrored there: words typed in it may reach the visitor */
  isHome: boolean;
  botUserId: string;
}

interface Row {
  card: string;
  conversation: string;
  agent: string;
  is_home: boolean;
  bot_user_id: string;
}

/**
 * Before somebody claims a conversation none of its cards need be the home: then each may be. After
 * its agent was disconnected none is (INS-4), until it is connected again.
 */
const statement = `
select c.id as card, c.conversation, c.agent, i.bot_user_id,
       c.ts = t.ts and not c.is_muted and (c.is_home or not exists (
         select from slack_card h
         where h.tenant = c.tenant and h.conversation = c.conversation and h.is_home))
       and exists (
         select from slack_binding b
         where b.tenant = c.tenant and b.agent = c.agent and b.installation = c.installation)
         as is_home
from slack_thread t
join slack_card c on c.tenant = t.tenant and c.id = t.card
join slack_installation i on i.tenant = t.tenant and i.id = t.installation
where t.tenant = $1 and t.installation = $2 and t.channel = $3 and t.ts = $4`;

/** The thread under that root; undefined: none of ours. */
export async function threadAt(
  db: pg.Pool | pg.PoolClient,
  place: SlackPlace,
  channel: string,
  threadTs: string,
): Promise<ThreadPlace | undefined> {
  const { rows } = await db.query<Row>({
    name: 'slack-thread-at',
    text: statement,
    values: [place.tenant, place.installation, channel, threadTs],
  });
  const [row] = rows;
  return (
    row && {
      ...{ tenant: place.tenant, installation: place.installation, channel, threadTs },
      ...{ card: row.card, conversation: row.conversation, agent: row.agent },
      isHome: row.is_home,
      botUserId: row.bot_user_id,
    }
  );
}

/** A root of ours is on its way to that channel: nobody knows its ts yet. */
export async function isRootUnderWay(
  db: pg.Pool,
  { tenant, installation }: SlackPlace,
  channel: string,
): Promise<boolean> {
  const { rows } = await db.query(
    `select from slack_post
     where tenant = $1 and installation = $2 and channel = $3 and state = 'sending' and kind = 'card'
     limit 1`,
    [tenant, installation, channel],
  );
  return rows.length > 0;
}
