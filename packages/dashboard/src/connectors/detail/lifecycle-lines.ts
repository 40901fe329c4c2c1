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
    const kind = item.kind === 'connector_changed' ? `connector:${told(item.what)}` : item.kind;
    const same = next.findIndex((line) => line.kind === kind);
    const line = next[same];
    if (line && Date.parse(item.ts) - Date.parse(line.at) < gatherMs && same < 3)
      next[same] = { ...line, count: line.count + 1 };
    else next.unshift({ id: item.lifecycle_id, kind, at: item.ts, count: 1 });
  }
  return next.slice(0, most);
}

const changes: Record<string, string> = {
  create: 'The connector was made',
  pause: 'Paused',
  resume: 'Resumed',
  change: 'Settings changed',
  credentials: 'Token or secrets changed',
  backfill: 'Reading the window again',
  delete: 'Being deleted',
  deleted: 'Deleted',
  import: 'An export was uploaded',
  import_removed: 'An import was removed',
  retry: 'A failure is tried again',
};
const verbs: Record<string, string> = {
  captured: 'Captured',
  indexed: 'Made searchable:',
  forgotten: 'Forgot',
};

/** `Captured 120 experiences`, `Paused`. */
export function lineWords({ kind, count }: LifecycleLine): string {
  const verb = verbs[kind];
  if (verb) return `${verb} ${formatCount(count, 'experience')}`;
  const [name = '', what = ''] = kind.split(':');
  const plain = `${name} ${what}`.trim().replaceAll('_', ' ');
  const words = changes[what] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
  return `${words}${count > 1 ? `, ${count} times` : ''}`;
}

function told(what: unknown): string {
  return typeof what === 'string' ? what : 'changed';
}
