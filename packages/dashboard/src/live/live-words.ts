import { durationWords } from '../ui/time-words.ts';
import type { LiveState } from './live-stream.ts';

/** How fresh the page is, in words: "Live", "Reconnecting, last heard 40 s ago", "Offline". */
export function liveWords({ phase, heardAt }: LiveState, now: number): string {
  const since =
    heardAt === null ? '' : `, last heard ${durationWords(Math.max(1_000, now - heardAt))} ago`;
  switch (phase) {
    case 'live':
      return 'Live';
    case 'connecting':
      return 'Connecting…';
    case 'reconnecting':
      return `Reconnecting${since || '…'}`;
    case 'offline':
      return `Offline${since}`;
    case 'stopped':
      return `Not live${since}: reload the page`;
  }
}
