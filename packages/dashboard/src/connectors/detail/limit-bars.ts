import type { MethodLimit } from '@belay/contract/connector';

export interface LimitBar {
  method: string;
  /** share of this minute's allowance that is used, 0 to 1 */
  share: number;
  words: string;
  tone: 'ok' | 'warn';
  rejected: number;
}

/** Limits as bars, the fullest first; methods that were never called are left out. Pure. */
export function limitBars(limits: readonly MethodLimit[]): LimitBar[] {
  return limits
    .filter(({ used_total, per_minute }) => used_total > 0 && per_minute > 0)
    .map(({ method, per_minute, left, rejected_total }) => {
      const used = Math.min(per_minute, Math.max(0, Math.round(per_minute - left)));
      const share = used / per_minute;
      return {
        method,
        share,
        words: `${used} of ${Math.round(per_minute)} this minute`,
        // used to the full is how it should be: only a refusal by Slack is worth a colour
        tone: rejected_total > 0 ? ('warn' as const) : ('ok' as const),
        rejected: rejected_total,
      };
    })
    .sort((a, b) => b.share - a.share || (a.method < b.method ? -1 : 1));
}
