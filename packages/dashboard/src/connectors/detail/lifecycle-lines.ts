import type { LiveItem } from '../../live/live-stream.ts';
import { formatCount } from '../../ui/format-number.ts';

/** A line of the log: one event, or many alike that came together. */
export interface LifecycleLine {
  id: string;
  kind: string;
  at: string;
  count: number;
}

const most = 100;
/** Alike ones within this time are one line with a count. */
const gatherMs = 10_000;

/** The log with what came since, newest first. Pure. */
export function addLines(
  lines: readonly LifecycleLine[],
  items: readonly LiveItem[],
): LifecycleLine[] {
  const next = [...lines];
  for (const item of items) {
    // its own card shows the figures
    if (item.kind === 'connector_progress') continue;
    const kind = item.kind === 'connector_changed' ? `connector ${told(item.what)}` : item.kind;
    const same = next.findIndex((line) => line.kind === kind);
    const line = next[same];
    if (line && Date.parse(item.ts) - Date.parse(line.at) < gatherMs && same < 3)
      next[same] = { ...line, count: line.count + 1 };
    else next.unshift({ id: item.lifecycle_id, kind, at: item.ts, count: 1 });
  }
  return next.slice(0, most);
}

/** `Captured 120 experiences`, `Connector paused`. */
export function lineWords({ kind, count }: LifecycleLine): string {
  const verbs: Record<string, string> = {
    captured: 'Captured',
    indexed: 'Made searchable:',
    forgotten: 'Forgot',
  };
  const verb = verbs[kind];
  if (verb) return `${verb} ${formatCount(count, 'experience')}`;
  const words = kind.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${count > 1 ? `, ${count} times` : ''}`;
}

function told(what: unknown): string {
  return typeof what === 'string' ? what : 'changed';
}
