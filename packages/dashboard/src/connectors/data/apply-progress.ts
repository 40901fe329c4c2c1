import type { ConnectorProgress, ConnectorView } from '@belay/contract/connector';

/**
 * A view with what the stream told since it was read. What progress doesn't tell stays as it was.
 * Deleting and paused are people's wishes: a last word of the worker doesn't undo them. Pure.
 */
export function applyProgress(
  view: ConnectorView,
  progress: ConnectorProgress,
  at: string,
): ConnectorView {
  if (view.id !== progress.connector_id) return view;
  if (view.status_at !== null && Date.parse(at) < Date.parse(view.status_at)) return view;
  const wished = view.state === 'deleting' || view.state === 'paused';
  return {
    ...view,
    ...(wished ? {} : { state: progress.state, sentence: progress.sentence }),
    per_second: progress.per_s,
    lag_ms: progress.lag_s === null ? null : progress.lag_s * 1000,
    counts: progress.counts,
    owed: progress.owed,
    eta_ms: progress.eta_ms,
    status_at: at,
  };
}
