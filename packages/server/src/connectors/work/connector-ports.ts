import type { Bell } from '@belay/connector/bell';
import type { Workspace } from '@belay/connector/ports';
import type { SyncPorts } from '@belay/connector/sync/options';
import { scopeCovers } from '../../auth/capabilities.ts';
import type { Context } from '../../context.ts';
import type { Fence } from '../lease/fence.ts';
import { PostgresLedger } from '../ledger/postgres-ledger.ts';
import { LocalMemory } from '../memory/local-memory.ts';
import { baseScope } from '../store/base-scope.ts';
import type { ConnectorAtHand, InstallationAtHand } from './read-connectors.ts';
import { ServiceActor } from './service-actor.ts';
import type { StatusBook } from './status-book.ts';
import { systemClock } from './system-clock.ts';

/** What a connector's runs share, all behind one fence. */
export interface Desk {
  ctx: Context;
  fence: Fence;
  installation: InstallationAtHand;
  connector: ConnectorAtHand;
  book: StatusBook;
}

/** Why a connector may not write where its template says; undefined when it may. */
export function misplaced({ installation, connector }: Desk): string | undefined {
  const base = baseScope(connector.settings.scope_template);
  if (base !== '' && scopeCovers(installation.rootScope, base)) return undefined;
  return `Its scope template leads out of ${installation.rootScope}. Begin the template with it.`;
}

/** The ports of one run of the engine. */
export function connectorPorts(
  { ctx, fence, installation, connector, book }: Desk,
  run: { workspace: Workspace; signal: AbortSignal; doorbell?: Bell },
): SyncPorts & { ledger: PostgresLedger } {
  const place = { tenant: installation.tenant, connector: connector.id };
  const scope = baseScope(connector.settings.scope_template);
  const actor = new ServiceActor(ctx, { ...place, actor: connector.actor, scope });
  return {
    workspace: run.workspace,
    ledger: new PostgresLedger(ctx.pool, place, fence),
    memory: new LocalMemory({
      ctx,
      ...place,
      fence,
      caller: () => actor.caller(),
      onWritten: (saidAt) => book.arrived(saidAt, ctx.now()),
    }),
    clock: systemClock,
    report: (progress) => book.take(progress, ctx.now()),
    signal: run.signal,
    ...(run.doorbell ? { doorbell: run.doorbell } : {}),
  };
}
