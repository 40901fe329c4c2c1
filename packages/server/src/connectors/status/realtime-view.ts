import type { ConnectorView } from '@belay/contract/connector';
import { botEvents } from '@belay/slack/app/bot-events';
import type { ConnectorRow } from '../store/connector-row.ts';

/** How events come, and which have come already (MGD-4). */
export function realtimeView(row: ConnectorRow, publicUrl: string): ConnectorView['realtime'] {
  const { has_signing_secret, has_app_token, events_seen } = row;
  const source = has_app_token ? 'socket' : has_signing_secret ? 'http' : null;
  return {
    source,
    has_signing_secret,
    has_app_token,
    request_url: `${publicUrl}/slack/events`,
    connected_at: row.connected_at?.toISOString() ?? null,
    last_event_at: row.last_event_at?.toISOString() ?? null,
    events: botEvents.map((name) => ({ name, first_seen_at: events_seen[name] ?? null })),
  };
}
