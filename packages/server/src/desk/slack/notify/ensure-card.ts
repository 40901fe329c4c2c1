import type pg from 'pg';
import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import { bindingOf } from '../integration/read-binding.ts';
import { channelShows } from '../route/routes-of.ts';
import { readCards } from './card-row.ts';
import { lockStandingIn } from './lock-standing.ts';
import { tellEvent } from './tell-event.ts';

/** A conversation in one channel; uuids but for the channel. */
export interface CardPlace {
  tenant: string;
  installation: string;
  agent: string;
  conversation: string;
  channel: string;
  /** why it goes there, for people */
  because: string;
}

/**
 * The conversation has a card in that channel, drawn from how it stands, though no event was routed
 * there; in the caller's transaction. Throws where the conversation is gone or never had a workspace:
 * whoever asks holds both.
 */
export async function ensureCard(
  tx: DatedTx,
  { tenant, installation, agent, conversation, channel, because }: CardPlace,
): Promise<{ card: string; isNew: boolean; isMuted: boolean }> {
  const { db } = tx;
  const standing = await lockStandingIn(db, tenant, conversation);
  const binding = await bindingOf(db, tenant, agent);
  if (!standing || !binding) throw new Error('a card is made for what is there');
  const before = await readCards(db, standing);
  const { settings } = binding;
  const shows = channelShows(
    settings,
    { shared: await sharedOf(db, tenant, installation) },
    channel,
  );
  const [card] = await tellEvent(tx, standing, {
    ...{ installation, event: null, history: settings.history },
    routes: [{ channel, because, mention: null, ...shows }],
  });
  if (!card) throw new Error('a card that was just made is gone');
  const isNew = !before.some(({ id, has_root }) => id === card.id && has_root);
  return { card: card.id, isNew, isMuted: card.is_muted };
}

async function sharedOf(
  db: pg.PoolClient,
  tenant: string,
  installation: string,
): Promise<Set<string>> {
  const { rows } = await db.query<{ channel: string }>(
    `select channel from slack_channel where tenant = $1 and installation = $2 and is_shared`,
    [tenant, installation],
  );
  return new Set(rows.map(({ channel }) => channel));
}
