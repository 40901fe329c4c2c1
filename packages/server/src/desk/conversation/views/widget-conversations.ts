import type { WidgetConversation } from '@belay/contract/desk/widget';
import type pg from 'pg';
import { publicId } from '../../../memory/ids.ts';
import { picturePath } from '../../slack/picture/picture-path.ts';
import { firstName } from '../state/first-name.ts';
import { readStandings, type Standing } from '../state/standing.ts';
import { lastMessageOf } from './conversation-views.ts';
import { ratingView } from './rating-view.ts';

/** Conversations as their visitor sees them, in the order of the ids (uuids). */
export async function widgetConversations(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  ids: readonly string[],
): Promise<WidgetConversation[]> {
  return (await readStandings(db, tenant, ids)).map(widgetConversation);
}

export function widgetConversation(standing: Standing): WidgetConversation {
  const { escalation, escalated_at: at, rating } = standing;
  const wasAsked = standing.rating_asked_cycle === standing.cycle;
  return {
    id: publicId('cnv', standing.id),
    state: standing.state,
    epoch: standing.epoch,
    turn: standing.turn,
    cycle: standing.cycle,
    owner:
      standing.state === 'human' && standing.owner_name !== null
        ? { name: firstName(standing.owner_name), picture: picturePath(standing.owner_picture) }
        : null,
    escalation: escalation && at ? { id: publicId('esc', escalation), at: at.toISOString() } : null,
    rating: ratingView(rating),
    ask_rating: wasAsked && rating?.cycle !== standing.cycle,
    seen_by_operator: standing.seen_by_operator,
    last_message: lastMessageOf(standing),
    unread: standing.unread,
    created_at: standing.created_at.toISOString(),
    updated_at: standing.updated_at.toISOString(),
  };
}
