import type pg from 'pg';
import type { DatedTx } from '../conversation/state/desk-transaction.ts';
import type { Standing } from '../conversation/state/standing.ts';
import { ensureCard } from '../slack/notify/ensure-card.ts';
import { routeFacts } from '../slack/route/route-facts.ts';
import { routesOf } from '../slack/route/routes-of.ts';
import type { Way } from './read-way.ts';

export interface LadderCard {
  /** uuids */
  installation: string;
  card: string;
  channel: string;
}

/**
 * The card in whose thread people are reminded: the one that mirrors the conversation, else where the
 * escalation was told, else one where it would be told now. Undefined: nowhere.
 */
export async function cardOfLadder(
  tx: DatedTx,
  standing: Standing,
  way: Way,
): Promise<LadderCard | undefined> {
  const { db, now } = tx;
  const { tenant, id: conversation, agent } = standing;
  const { installation } = way;
  if (installation === null) return undefined;
  const { rows } = await db.query<LadderCard>(
    `select c.installation, c.id as card, c.channel from slack_card c
     where c.tenant = $1 and c.conversation = $2 and c.installation = $3
       and not c.channel = any($4::text[])
     order by c.is_home desc, exists (
       select from slack_post p where p.tenant = c.tenant and p.card = c.id and p.event = 'escalation') desc,
       c.created_at, c.id limit 1`,
    [tenant, conversation, installation, [...way.shut.keys()]],
  );
  if (rows[0]) return rows[0];
  const facts = await routeFacts(
    db,
    { tenant, agent, conversation, event: 'escalation', at: now },
    way.settings,
  );
  // a paused agent has no events, but who waits already is not forgotten
  const routing =
    facts && routesOf(way.settings, { ...facts, agent: { isPublic: true, isPaused: false } });
  const route = routing?.routes.find(({ channel }) => !way.shut.has(channel));
  if (!route) return undefined;
  const { channel, because } = route;
  const { card, isMuted } = await ensureCard(tx, {
    ...{ tenant, installation, agent, conversation, channel, because },
  });
  return isMuted ? undefined : { installation, card, channel };
}

/** The group that rings with an escalation that would be told now; null: none. */
export async function groupOfRoute(
  db: pg.PoolClient,
  { tenant, agent, id: conversation }: Standing,
  { settings }: Way,
  { channel }: LadderCard,
  now: Date,
): Promise<string | null> {
  const about = { tenant, agent, conversation, event: 'escalation', at: now } as const;
  const facts = await routeFacts(db, about, settings);
  const routes = facts ? routesOf(settings, facts).routes : [];
  return routes.find((route) => route.channel === channel)?.mention ?? null;
}
