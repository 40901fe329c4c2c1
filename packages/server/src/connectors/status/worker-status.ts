import type { ConnectorCounts, ConnectorFailure, MethodLimit } from '@belay/contract/connector';

/**
 * What the worker that owns a connector writes into `connector.status`, every 2 s while anything
 * moves: what only it knows. Everything else of a view is read from the ledger.
 */
export interface WorkerStatus {
  state: 'backfilling' | 'live' | 'polling' | 'held' | 'failed';
  /** why it is held or failed, as a sentence that says what to do next */
  reason?: string;
  /** since the connector was made */
  counts: ConnectorCounts;
  /** over the last 10 s */
  per_second: number;
  eta_ms: number | null;
  lag_ms: number | null;
  limits: MethodLimit[];
  clamped: boolean;
  /** of the newest run, beside the debts: channels, workspace, memory */
  failures: ConnectorFailure[];
  /** how fresh each channel is kept, ms, where the limits are too low for all; by id */
  every_ms?: Record<string, number>;
}

export const noCounts: ConnectorCounts = {
  messages: 0,
  replies: 0,
  files: 0,
  reactions: 0,
  versions: 0,
  forgotten: 0,
  expired: 0,
  redacted: 0,
  skipped: 0,
};

/** A row's status; `{}` before the first worker came. */
export function readWorkerStatus(status: unknown): WorkerStatus | undefined {
  const told = status as Partial<WorkerStatus> | null;
  if (!told?.state) return undefined;
  return {
    per_second: 0,
    eta_ms: null,
    lag_ms: null,
    limits: [],
    clamped: false,
    failures: [],
    ...told,
    state: told.state,
    counts: { ...noCounts, ...told.counts },
  };
}
