import type { RatingView } from '@belay/contract/desk/conversation';
import type { ConversationRow } from '../state/conversation-row.ts';

/** A rating without what only the desk counts by. */
export function ratingView(rating: ConversationRow['rating']): RatingView | null {
  if (rating === null) return null;
  const { thumb, stars, comment, low, at } = rating;
  return { thumb, stars, comment, low, at };
}
