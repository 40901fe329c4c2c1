import type { ConnectorView } from '@belay/contract/connector';
import { durationWords } from '../../ui/time-words.ts';

/** A worker tells its status every 2 s while it works and at every heartbeat (10 s) otherwise. */
const staleAfterMs = 45_000;

/** ms since the figures were last told, when that is too long ago to call them current; else null. */
export function staleFor(
  view: Pick<ConnectorView, 'state' | 'status_at'>,
  now: number,
): number | null {
  const working = ['backfilling', 'live', 'polling', 'held'].includes(view.state);
  if (!working || view.status_at === null) return null;
  const age = now - Date.parse(view.status_at);
  return age > staleAfterMs ? age : null;
}

/** How fresh the memory is kept, in a few words; null where there is nothing true to say yet. */
export function freshness(
  view: Pick<ConnectorView, 'state' | 'status_at' | 'lag_ms' | 'settings' | 'moments'>,
  now: number,
): string | null {
  const stale = staleFor(view, now);
  if (stale !== null) return `no news for ${durationWords(stale)}`;
  if (view.lag_ms !== null && (view.state === 'live' || view.state === 'polling'))
    return `a message arrives within ${durationWords(view.lag_ms)}`;
  if (view.state === 'polling')
    return `looks every ${durationWords(view.settings.poll_seconds * 1000)}`;
  if (view.moments.messages_through !== null)
    return `complete through ${durationWords(now - Date.parse(view.moments.messages_through))} ago`;
  return null;
}
