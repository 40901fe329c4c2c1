import type { ConnectorState } from '@belay/contract/connector';
import type { ConnectorRow } from '../store/connector-row.ts';
import type { WorkerStatus } from './worker-status.ts';

/** A worker tells something at least this often while it owns a connector. */
const silentMs = 60_000;

/** What a connector is at now: what people want of it first, then what its worker told. */
export function connectorState(
  row: Pick<ConnectorRow, 'wanted' | 'status_at' | 'installation_state'>,
  told: WorkerStatus | undefined,
  nowMs: number,
): ConnectorState {
  if (row.wanted === 'deleting') return 'deleting';
  if (row.installation_state !== 'active') return 'failed';
  if (row.wanted === 'paused') return 'paused';
  if (!told || nowMs - (row.status_at?.getTime() ?? 0) > silentMs) return 'waiting';
  return told.state;
}
