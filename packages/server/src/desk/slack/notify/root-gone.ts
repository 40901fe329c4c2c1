import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import type { Standing } from '../../conversation/state/standing.ts';
import type { EventData } from '../draw/post-data.ts';
import { bindingOf } from '../integration/read-binding.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import { readCards } from './card-row.ts';
import { escalateElsewhere } from './escalate-elsewhere.ts';
import { lockStandingIn } from './lock-standing.ts';
import { settleHome } from './settle-home.ts';

/** A second root that is deleted within this time was not wanted. */
const mutedWithin = '24 hours';

interface Card {
  id: string;
  conversation: string;
  agent: string;
  installation: string;
  channel: string;
  is_recent: boolean;
  is_erased: boolean;
  now: Date;
}

interface Root {
  data: EventData;
  event: SlackEvent | null;
  because: string | null;
}

/**
 * A root is not there any more: one new one, or silence where it is the second within a day (NTF-3).
 * `ts` is the root that is gone: what is told late or twice about an earlier one changes nothing.
 * The old thread stays known. In a transaction that holds no lock of cards or posts.
 */
export async function rootGone(
  db: pg.PoolClient,
  { tenant, card: id, ts }: { tenant: string; card: string; ts: string },
  why: 'deleted' | 'not_found' | 'unthreaded',
): Promise<'replaced' | 'muted' | 'known'> {
  const conversation = await conversationOf(db, tenant, id);
  if (conversation === undefined) return 'known';
  const standing = await lockStandingIn(db, tenant, conversation);
  const card = await lockCard(db, tenant, id);
  const root = card && (await dropRoot(db, tenant, { card: id, ts, why }));
  if (!card || !root) return 'known';
  if (!standing || card.is_erased) {
    await db.query('update slack_card set ts = null where tenant = $1 and id = $2', [tenant, id]);
    return 'known';
  }
  if (card.is_recent) {
    await mute(db, standing, card);
    return 'muted';
  }
  await replace(db, standing, card, root);
  return 'replaced';
}

async function conversationOf(
  db: pg.PoolClient,
  tenant: string,
  card: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ conversation: string }>(
    'select conversation from slack_card where tenant = $1 and id = $2',
    [tenant, card],
  );
  return rows[0]?.conversation;
}

async function lockCard(
  db: pg.PoolClient,
  tenant: string,
  card: string,
): Promise<Card | undefined> {
  const { rows } = await db.query<Card>(
    `select id, conversation, agent, installation, channel, erased_at is not null as is_erased,
       coalesce(replaced_at > now() - $3::interval, false) as is_recent,
       now() as now
     from slack_card where tenant = $1 and id = $2 for no key update`,
    [tenant, card, mutedWithin],
  );
  return rows[0];
}

/** One of all who noticed drops it. */
async function dropRoot(
  db: pg.PoolClient,
  tenant: string,
  { card, ts, why }: { card: string; ts: string; why: string },
): Promise<Root | undefined> {
  const { rows } = await db.query<Root>(
    `update slack_post set state = 'dropped', trouble = 'message_gone', redraw_at = null,
       slack_error = case when $4 = 'not_found' then 'message_not_found' end
     where tenant = $1 and card = $2 and kind = 'card' and state = 'posted' and ts = $3
     returning data, event, because`,
    [tenant, card, ts, why],
  );
  return rows[0];
}

async function replace(
  db: pg.PoolClient,
  standing: Standing,
  { id, installation, channel, now }: Card,
  { data, event, because }: Root,
): Promise<void> {
  const { tenant, agent } = standing;
  await db.query(
    `update slack_card set ts = null, root = root + 1, replaced_at = now()
     where tenant = $1 and id = $2`,
    [tenant, id],
  );
  // cleaned up behind a conversation that is over: its next event begins anew
  if (standing.state === 'closed') return;
  const continued: EventData = { ...data, remark: 'continued' };
  await enqueuePosts({ db, now }, [
    // the announcement stays the first root's: it is told once
    {
      tenant,
      agent,
      installation,
      channel,
      card: id,
      because,
      data: continued,
      kind: 'card',
      event,
    },
  ]);
}

/** The channel hears no more of it; who waits is told of elsewhere. */
async function mute(db: pg.PoolClient, standing: Standing, card: Card): Promise<void> {
  const { tenant } = standing;
  const { id } = card;
  await db.query(`update slack_card set ts = null, is_muted = true where tenant = $1 and id = $2`, [
    tenant,
    id,
  ]);
  await db.query(
    `update slack_post set state = 'dropped', trouble = 'muted'
     where tenant = $1 and card = $2 and state in ('waiting', 'parked')`,
    [tenant, id],
  );
  const cards = await readCards(db, standing);
  await settleHome({ db, now: card.now }, standing, cards);
  if (standing.state === 'waiting') await tellElsewhere(db, standing, card);
}

async function tellElsewhere(db: pg.PoolClient, standing: Standing, card: Card): Promise<void> {
  const { tenant, agent, id, escalation } = standing;
  const binding = await bindingOf(db, tenant, agent);
  const { rows } = await db.query<{ announcement: string; is_told: boolean }>(
    `select n.id as announcement, exists (
       select from slack_card k
       join slack_post p on p.tenant = k.tenant and p.card = k.id and p.state <> 'dropped'
         and p.data -> 'announcements' ? n.id::text
       where k.tenant = $1 and k.conversation = $2 and not k.is_muted) as is_told
     from announcement n
     where n.tenant = $1 and n.conversation = $2 and n.kind = 'conversation.escalated'
     order by n.about = $3::text desc, n.id desc limit 1`,
    [tenant, id, escalation],
  );
  const [last] = rows;
  if (!binding || !last || last.is_told) return;
  const { installation, settings } = binding;
  await escalateElsewhere({ db, now: card.now }, standing, {
    ...{ announcement: last.announcement, installation, settings, trouble: 'muted' },
    failed: [card.channel],
  });
}
