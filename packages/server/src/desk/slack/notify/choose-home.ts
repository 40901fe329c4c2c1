import type pg from 'pg';
import type { Standing } from '../../conversation/state/standing.ts';
import { bindingOf } from '../integration/read-binding.ts';
import type { CardRow } from './card-row.ts';

/** Whether a card's thread may be where the conversation goes on. */
export function mayBeHome({ is_bound, is_muted, is_silent, has_root }: CardRow): boolean {
  return is_bound && has_root && !is_muted && !is_silent;
}

/**
 * Which card mirrors the conversation while a person is wanted or there: the one that was clicked,
 * else the one that does, else that of the escalation's route, the default channel's, the first one.
 */
export async function chooseHome(
  db: pg.PoolClient,
  standing: Pick<Standing, 'tenant' | 'agent' | 'state'>,
  cards: readonly CardRow[],
  clicked?: string,
): Promise<CardRow | undefined> {
  if (standing.state !== 'waiting' && standing.state !== 'human') return undefined;
  const able = cards.filter(mayBeHome);
  // who nobody has yet is heard where people can be told, e.g. in the fallback channel
  const open = standing.state === 'waiting' ? able.filter(({ has_trouble }) => !has_trouble) : [];
  const among = open.length > 0 ? open : able;
  const wanted = among.find(({ id }) => id === clicked) ?? among.find(({ is_home }) => is_home);
  return wanted ?? mainCard(db, standing, among);
}

/** Among cards that may be home: the one where people look for whoever needs them. */
export async function mainCard(
  db: pg.PoolClient,
  { tenant, agent }: Pick<Standing, 'tenant' | 'agent'>,
  able: readonly CardRow[],
): Promise<CardRow | undefined> {
  if (able.length < 2) return able[0];
  const settings = (await bindingOf(db, tenant, agent))?.settings;
  const escalated = await newestEscalation(
    db,
    tenant,
    // the catch-all hears of everything: it is nobody's own
    able.filter(({ channel }) => channel !== settings?.catch_all),
  );
  return (
    able.find(({ id }) => id === escalated) ??
    able.find(({ channel }) => channel === settings?.default_channel) ??
    able[0]
  );
}

async function newestEscalation(
  db: pg.PoolClient,
  tenant: string,
  cards: readonly CardRow[],
): Promise<string | undefined> {
  const { rows } = await db.query<{ card: string }>({
    name: 'slack-escalated-card',
    text: `select card from slack_post
           where tenant = $1 and card = any($2) and event = 'escalation' order by n desc limit 1`,
    values: [tenant, cards.map(({ id }) => id)],
  });
  return rows[0]?.card;
}
