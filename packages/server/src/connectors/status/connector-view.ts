import type { ConnectorView } from '@belay/contract/connector';
import { checkScopes } from '@belay/slack/app/check-scopes';
import type { Context } from '../../context.ts';
import { connectorId } from '../store/connector-id.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { connectorState } from './connector-state.ts';
import { realtimeView } from './realtime-view.ts';
import { sentenceOf } from './sentence-of.ts';
import { noCounts, readWorkerStatus } from './worker-status.ts';

/** Connectors as people see them. */
export async function connectorViews(
  ctx: Context,
  rows: readonly ConnectorRow[],
): Promise<ConnectorView[]> {
  return rows.map((row) => {
    const told = readWorkerStatus(row.status);
    const state = connectorState(row, told, ctx.now());
    const view: Omit<ConnectorView, 'sentence'> = {
      id: connectorId(row.id),
      kind: 'slack',
      name: row.name,
      state,
      workspace: { team_id: row.team_id, name: row.team_name, domain: row.domain, url: row.url },
      settings: row.settings,
      actor: row.actor,
      realtime: realtimeView(row, ctx.config.publicUrl),
      scopes: checkScopes(row.scopes),
      counts: told?.counts ?? noCounts,
      per_second: told?.per_second ?? 0,
      eta_ms: told?.eta_ms ?? null,
      lag_ms: told?.lag_ms ?? null,
      owed: {},
      channels: { total: 0, proved: 0, failing: 0 },
      moments: { messages_through: null, threads_as_of: null, reply_edits_as_of: null },
      limits: told?.limits ?? [],
      clamped: told?.clamped ?? false,
      failures: told?.failures ?? [],
      imports: [],
      created_by: row.created_by,
      created_at: row.created_at.toISOString(),
      status_at: row.status_at?.toISOString() ?? null,
    };
    const reason = row.installation_reason ?? told?.reason;
    return { ...view, sentence: sentenceOf(view, reason) };
  });
}
