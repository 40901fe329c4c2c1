import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import type { EventData } from '../draw/post-data.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import type { CardRow } from './card-row.ts';
import { mainCard, mayBeHome } from './choose-home.ts';
import type { ChangedMessage } from './mirror-change.ts';

/**
 * A visitor came back into a closed conversation: its thread says so, and no channel hears of a new
 * conversation (NTF-8). Once per reopening: `cycle` of the cards was that of before.
 */
export async function tellReturn(
  tx: DatedTx,
  standing: Standing,
  cards: readonly CardRow[],
  fresh: readonly ChangedMessage[],
): Promise<void> {
  const spoke = fresh.some(({ author, kind }) => author === 'visitor' && kind === 'text');
  if (!spoke || cards.every(({ cycle }) => cycle >= standing.cycle)) return;
  const card =
    (await mainCard(tx.db, standing, cards.filter(mayBeHome))) ??
    cards.find(({ is_bound, has_root, is_muted }) => is_bound && has_root && !is_muted);
  if (!card) return;
  const { tenant, agent } = standing;
  const { installation, channel } = card;
  const data: EventData = { remark: 'is_back' };
  await enqueuePosts(tx, [
    { tenant, agent, installation, channel, card: card.id, kind: 'event', data },
  ]);
}
