import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import { bindingOf } from '../integration/read-binding.ts';
import { escalateElsewhere } from './escalate-elsewhere.ts';
import { lockStandingIn } from './lock-standing.ts';

interface Row {
  conversation: string;
  agent: string;
  channel: string;
  trouble: SlackTrouble | null;
  announcement: string;
  now: Date;
}

/** An announcement that the post names, of an escalation. */
const statement = `
select k.conversation, k.agent, p.channel, p.trouble, n.id as announcement, now() as now
from slack_post p
join slack_card k on k.tenant = p.tenant and k.id = p.card
join announcement n on n.tenant = p.tenant and n.kind = 'conversation.escalated'
  and p.data -> 'announcements' ? n.id::text and n.conversation = k.conversation
where p.tenant = $1 and p.id = $2 and p.kind in ('card', 'event')`;

/**
 * An escalation that can't be posted where it belongs goes to the fallback channel, else to the
 * admins by mail (NTF-4); once. Null: nobody waits any more, or the post tells no escalation. In a
 * transaction that holds no lock of posts or cards.
 */
export async function rerouteEscalation(
  db: pg.PoolClient,
  { tenant, id }: { tenant: string; id: string },
): Promise<'fallback' | 'mail' | null> {
  const { rows } = await db.query<Row>(statement, [tenant, id]);
  const [post] = rows;
  if (!post) return null;
  const binding = await bindingOf(db, tenant, post.agent);
  const standing = await lockStandingIn(db, tenant, post.conversation);
  if (!binding || standing?.state !== 'waiting') return null;
  const { announcement, channel, trouble, now } = post;
  return escalateElsewhere({ db, now }, standing, {
    ...{ announcement, installation: binding.installation, settings: binding.settings },
    ...{ failed: [channel], trouble: trouble ?? 'unreachable' },
  });
}
