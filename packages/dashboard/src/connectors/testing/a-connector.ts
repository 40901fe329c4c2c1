import { type ConnectorView, connectorSettings } from '@belay/contract/connector';

/** A connector of an invented company at rest, for tests. */
export function aConnector(more: Partial<ConnectorView> = {}): ConnectorView {
  return {
    id: 'con_1',
    kind: 'slack',
    name: 'Tarn & Thistle',
    state: 'live',
    sentence: 'Everything is read as it is said.',
    workspace: {
      team_id: 'T1',
      name: 'Tarn & Thistle',
      domain: 'tarn-thistle',
      url: 'http://127.0.0.1:4000/',
    },
    settings: connectorSettings.parse({
      channels: 'all_public',
      scope_template: 'org:acme/source:slack/channel:{channel}',
      mode: 'polling',
    }),
    actor: 'service:slack-000000000001',
    realtime: {
      source: null,
      has_signing_secret: false,
      has_app_token: false,
      request_url: 'http://127.0.0.1:3141/slack/events',
      connected_at: null,
      last_event_at: null,
      events: [],
    },
    scopes: [],
    counts: {
      messages: 0,
      replies: 0,
      files: 0,
      reactions: 0,
      versions: 0,
      forgotten: 0,
      expired: 0,
      redacted: 0,
      skipped: 0,
    },
    per_second: 0,
    eta_ms: null,
    lag_ms: null,
    owed: {},
    channels: { total: 0, proved: 0, failing: 0 },
    moments: { messages_through: null, threads_as_of: null, reply_edits_as_of: null },
    limits: [],
    clamped: false,
    failures: [],
    imports: [],
    created_by: 'user:ada@acme.example',
    created_at: '2026-03-15T09:00:00Z',
    status_at: null,
    ...more,
  };
}
