import type { RatingView } from '@belay/contract/desk/conversation';
import { Star, ThumbsDown, ThumbsUp } from 'lucide-react';
import { State } from '../../ui/state-badge.tsx';

/** What the visitor thought of it, in icon, word and their own words. */
export function RatingMark({ rating }: { rating: RatingView }) {
  const { thumb, stars, low, comment } = rating;
  const icon = thumb === 'up' ? ThumbsUp : thumb === 'down' ? ThumbsDown : Star;
  const words = stars !== null ? `${stars} of 5 stars` : thumb === 'up' ? 'Good' : 'Not good';
  return (
    <div>
      <State tone={low ? 'bad' : 'ok'} icon={icon} plain>
        {words}
      </State>
      {comment && (
        <p className="mt-1 whitespace-pre-wrap text-soft [overflow-wrap:anywhere]">“{comment}”</p>
      )}
    </div>
  );
}
