import type { Moments } from '@belay/contract/connector';
import type { ChannelStanding } from './channel-standing.ts';

/** The oldest moments of channels; null where one of them has none yet. */
export function momentsOf(
  standings: readonly ChannelStanding[],
  oldestThread: number | undefined,
): Moments {
  const through = oldest(standings.map(({ messagesThrough }) => messagesThrough));
  const threads = oldest(standings.map(({ threadsAsOf }) => threadsAsOf));
  const edits = threads === undefined ? undefined : Math.min(threads, oldestThread ?? threads);
  return {
    messages_through: iso(through),
    threads_as_of: iso(threads),
    reply_edits_as_of: iso(edits),
  };
}

function oldest(moments: readonly (number | undefined)[]): number | undefined {
  if (moments.length === 0) return undefined;
  return moments.reduce((a, b) =>
    a === undefined || b === undefined ? undefined : Math.min(a, b),
  );
}

function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
