import { formatRate } from '../../ui/format-number.ts';

/** `12 per second`, `30 per minute`, `none now`: in the unit in which the number can be pictured. */
export function rateWords(perSecond: number): string {
  if (perSecond <= 0) return 'none now';
  if (perSecond >= 1) return `${formatRate(perSecond)} per second`;
  return `${formatRate(perSecond * 60)} per minute`;
}
