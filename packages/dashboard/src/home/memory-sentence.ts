import type { ConnectorView } from '@belay/contract/connector';
import { formatCount, formatNumber } from '../ui/format-number.ts';
import { durationWords } from '../ui/time-words.ts';

/** The state of the memory in two sentences: what is known, and how complete and fresh it is. Pure. */
export function memorySentence(views: readonly ConnectorView[]): string {
  const sum = (of: (view: ConnectorView) => number) =>
    views.reduce((total, view) => total + of(view), 0);
  const messages = sum(({ counts }) => counts.messages + counts.replies);
  const total = sum(({ channels }) => channels.total);
  const proved = sum(({ channels }) => channels.proved);
  const workspaces = new Set(views.map(({ workspace }) => workspace.team_id)).size;
  const known = `Your agents know ${formatCount(messages, 'message')} from ${formatCount(total, 'channel')} of ${workspaces === 1 ? (views[0]?.workspace.name ?? '1 workspace') : formatCount(workspaces, 'workspace')}.`;
  return `${known} ${completeness(views, proved, total)}`;
}

function completeness(views: readonly ConnectorView[], proved: number, total: number): string {
  if (views.some(({ state }) => state === 'backfilling')) {
    const eta = Math.max(...views.map(({ eta_ms }) => eta_ms ?? 0));
    const left = eta > 0 ? `, about ${durationWords(eta)} to go` : '';
    return `${formatNumber(proved)} of ${formatNumber(total)} channels are complete so far${left}.`;
  }
  if (proved < total)
    return `${formatNumber(proved)} of ${formatNumber(total)} channels are proved complete.`;
  const lags = views.flatMap(({ lag_ms }) => (lag_ms === null ? [] : [lag_ms]));
  const fresh =
    lags.length > 0 ? `; what is said is known ${durationWords(Math.max(...lags))} later` : '';
  return `${total === 1 ? 'It is' : 'All of them are'} proved complete${fresh}.`;
}
