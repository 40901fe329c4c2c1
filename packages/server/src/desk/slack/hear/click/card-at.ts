import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** A card by one of our messages about it; uuids. */
export interface CardAt {
  id: string;
  conversation: string;
  agent: string;
  channel: string;
  /** of its root; null: it isn't posted */
  ts: string | null;
}

/**
 * The card that a message of ours belongs to: its root, an event, a reminder. A click counts only if
 * app, workspace, channel and message are that card's (SEC-6), and its agent is connected there.
 */
export async function cardAt(
  db: pg.Pool,
  { tenant, installation }: SlackPlace,
  channel: string,
  ts: string,
): Promise<CardAt | undefined> {
  const { rows } = await db.query<CardAt>({
    name: 'slack-card-at',
    text: `select c.id, c.conversation, c.agent, c.channel, c.ts
           from slack_post p
           join slack_card c on c.tenant = p.tenant and c.id = p.card
             and c.installation = p.installation and c.channel = p.channel
           join slack_binding b on b.tenant = c.tenant and b.agent = c.agent
             and b.installation = c.installation
           where p.tenant = $1 and p.installation = $2 and p.channel = $3 and p.ts = $4`,
    values: [tenant, installation, channel, ts],
  });
  return rows[0];
}

/** Where a conversation is spoken of in that workspace: its home, else its first card. */
export async function cardOf(
  db: pg.Pool,
  { tenant, installation }: SlackPlace,
  conversation: string,
): Promise<CardAt | undefined> {
  const { rows } = await db.query<CardAt>(
    `select c.id, c.conversation, c.agent, c.channel, c.ts
     from slack_card c
     join slack_binding b on b.tenant = c.tenant and b.agent = c.agent
       and b.installation = c.installation
     where c.tenant = $1 and c.installation = $2 and c.conversation = $3
     order by c.is_home desc, c.created_at, c.id limit 1`,
    [tenant, installation, conversation],
  );
  return rows[0];
}
