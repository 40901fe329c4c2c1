import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import { bindingOf } from '../integration/read-binding.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import { channelShows } from '../route/routes-of.ts';
import type { CardRow } from './card-row.ts';
import { chooseHome } from './choose-home.ts';
import { historyOf } from './history-of.ts';
import { showStanding } from './show-standing.ts';

/**
 * Chooses which card mirrors the conversation, and shows on all how it stands. A thread that begins
 * to mirror is first told what it missed, up to message `next`. Answers the home.
 */
export async function settleHome(
  tx: DatedTx,
  standing: Standing,
  cards: readonly CardRow[],
  { clicked, next = standing.seq + 1 }: { clicked?: string | undefined; next?: number } = {},
): Promise<CardRow | undefined> {
  const { db } = tx;
  const home = await chooseHome(db, standing, cards, clicked);
  await showStanding(db, standing, { cards, home, clicked });
  if (home && !home.mirrors && home.told_seq < next - 1) await catchUp(tx, standing, home, next);
  return home;
}

async function catchUp(
  tx: DatedTx,
  { tenant, agent, id: conversation }: Standing,
  { id: card, installation, channel, told_seq: from, is_shared }: CardRow,
  next: number,
): Promise<void> {
  const settings = (await bindingOf(tx.db, tenant, agent))?.settings;
  if (!settings?.history) return;
  const shared = new Set(is_shared ? [channel] : []);
  const posts = await historyOf(tx.db, tenant, [
    {
      post: { tenant, agent, installation, channel, card },
      stretch: { conversation, from, through: next - 1 },
      shows: channelShows(settings, { shared }, channel),
    },
  ]);
  await enqueuePosts(tx, posts);
}
