import type { RatingView } from '@belay/contract/desk/conversation';

/** A thumb down, or so few stars that the agent's settings call it low. */
export function isLow(
  { thumb, stars }: Pick<RatingView, 'thumb' | 'stars'>,
  lowStars: number,
): boolean {
  return thumb === 'down' || (stars !== null && stars <= lowStars);
}
