import type { ConnectorView } from '@belay/contract/connector';
import { checkScopes } from '@belay/slack/app/check-scopes';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { newestImports } from '../imports/list-imports.ts';
import { connectorId } from '../store/connector-id.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { type ChannelFacts, type ChannelStanding, channelStanding } from './channel-standing.ts';
import { connectorState } from './connector-state.ts';
import { maySeeChannel } from './may-see-channel.ts';
import { momentsOf } from './moments-of.ts';
import { mostShown, readFailures } from './read-failures.ts';
import { readOldestThreads } from './read-oldest-threads.ts';
import { readStandings } from './read-standings.ts';
import { realtimeView } from './realtime-view.ts';
import { sentenceOf } from './sentence-of.ts';
import { noCounts, readWorkerStatus } from './worker-status.ts';

/** Connectors as a caller may see them: a few queries for all, and one each for failures. */
export async function connectorViews(
  ctx: Context,
  caller: Caller,
  rows: readonly ConnectorRow[],
): Promise<ConnectorView[]> {
  const { tenant } = caller;
  const ids = rows.map(({ id }) => id);
  const [facts, oldest, imports] = await Promise.all([
    readStandings(ctx.pool, tenant, ids),
    readOldestThreads(ctx.pool, tenant, ids),
    newestImports(ctx.pool, tenant, ids),
  ]);
  return Promise.all(
    rows.map(async (row) => ({
      ...(await view(ctx, caller, row, facts.get(row.id) ?? [], oldest.get(row.id))),
      imports: imports.get(row.id) ?? [],
    })),
  );
}

async function view(
  ctx: Context,
  caller: Caller,
  row: ConnectorRow,
  facts: readonly ChannelFacts[],
  oldestThread: number | undefined,
): Promise<ConnectorView> {
  const now = ctx.now();
  const told = readWorkerStatus(row.status);
  const standings = facts.map((each) => channelStanding(each, now));
  const shown: Omit<ConnectorView, 'sentence'> = {
    id: connectorId(row.id),
    kind: 'slack',
    name: row.name,
    state: connectorState(row, told, now),
    workspace: { team_id: row.team_id, name: row.team_name, domain: row.domain, url: row.url },
    settings: row.settings,
    actor: row.actor,
    realtime: realtimeView(row, ctx.config.publicUrl),
    scopes: checkScopes(row.scopes),
    counts: told?.counts ?? noCounts,
    per_second: told?.per_second ?? 0,
    eta_ms: told?.eta_ms ?? null,
    lag_ms: told?.lag_ms ?? null,
    owed: owedOf(facts),
    channels: {
      total: standings.length,
      proved: standings.filter(({ isProved }) => isProved).length,
      failing: standings.filter(({ isRead }) => !isRead).length,
    },
    moments: momentsOf(
      standings.filter(({ isRead }) => isRead),
      oldestThread,
    ),
    limits: told?.limits ?? [],
    clamped: told?.clamped ?? false,
    failures: await readFailures(ctx.pool, caller, row, { limit: mostShown }),
    imports: [],
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    status_at: row.status_at?.toISOString() ?? null,
  };
  const sentence = sentenceOf({
    view: shown,
    reason: row.installation_reason ?? told?.reason,
    socketProblem: row.socket_problem,
    wasTaken: told !== undefined,
    standings: standings.filter((standing) => isNamed(caller, standing)),
  });
  return { ...shown, sentence };
}

function isNamed(caller: Caller, { facts }: ChannelStanding): boolean {
  return maySeeChannel(caller, { id: facts.channel_id, isPrivate: facts.record.isPrivate });
}

/** Work left by kind; what was given up is told as failures. */
function owedOf(facts: readonly ChannelFacts[]): Record<string, number> {
  const owed: Record<string, number> = {};
  for (const { debts } of facts)
    for (const [kind, n] of Object.entries(debts))
      if (kind !== 'exception') owed[kind] = (owed[kind] ?? 0) + n;
  return owed;
}
