import { redactor } from '@belay/connector/redact/redactor';
import type { SyncOptions } from '@belay/connector/sync/options';
import type { ConnectorSettings } from '@belay/contract/connector';

const dayMs = 86_400_000;

/** What people chose, as the engine takes it. The window is counted from the connector's creation. */
export function syncOptions(
  settings: ConnectorSettings,
  place: { rootScope: string; createdAt: number },
): SyncOptions {
  const { channels, backfill_days: days, retention_days: retention } = settings;
  return {
    org: place.rootScope.slice(place.rootScope.indexOf(':') + 1),
    scopeTemplate: settings.scope_template,
    includeBots: settings.include_bots,
    since: days === null ? 0 : place.createdAt - days * dayMs,
    deletes: settings.deletes,
    files: settings.files,
    redact: redactor(settings.redact),
    ...(channels === 'all_public' ? {} : { channels }),
    ...(retention === null ? {} : { retentionDays: retention }),
  };
}
