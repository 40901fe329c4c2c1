import type { ConnectorProgress, ConnectorState } from '@belay/contract/connector';
import type { LiveItem } from '../../live/live-stream.ts';

const states: Record<ConnectorState, true> = {
  waiting: true,
  backfilling: true,
  live: true,
  polling: true,
  held: true,
  paused: true,
  failed: true,
  deleting: true,
};

/**
 * The progress that a live item carries; undefined for a server of another version. By hand and not
 * by a schema: this is part of the first page that anybody loads.
 */
export function readProgress(item: LiveItem): ConnectorProgress | undefined {
  const { connector_id, state, sentence } = item;
  if (typeof connector_id !== 'string' || typeof sentence !== 'string' || !isState(state))
    return undefined;
  const counts = numbersOf(item.counts);
  const count = (name: string) => counts[name] ?? 0;
  return {
    connector_id,
    state,
    sentence,
    captured: numberOr(item.captured, 0),
    per_s: numberOr(item.per_s, 0),
    lag_s: numberOr(item.lag_s, null),
    counts: {
      messages: count('messages'),
      replies: count('replies'),
      files: count('files'),
      reactions: count('reactions'),
      versions: count('versions'),
      forgotten: count('forgotten'),
      expired: count('expired'),
      redacted: count('redacted'),
      skipped: count('skipped'),
    },
    owed: numbersOf(item.owed),
    eta_ms: numberOr(item.eta_ms, null),
  };
}

function isState(value: unknown): value is ConnectorState {
  return typeof value === 'string' && Object.hasOwn(states, value);
}

function numberOr<Other>(value: unknown, other: Other): number | Other {
  return typeof value === 'number' && Number.isFinite(value) ? value : other;
}

function numbersOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  );
}
