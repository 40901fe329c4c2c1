import { botEvents } from './bot-events.ts';
import { botScopes } from './bot-scopes.ts';

/** How Slack tells of changes: not at all, to an address, or over a socket that we open. */
export type Delivery = { by: 'polling' } | { by: 'http'; url: string } | { by: 'socket' };

/** A Slack app manifest, schema 2, of an app that only reads. */
export interface SlackManifest {
  _metadata: { major_version: 2 };
  display_information: { name: string; description: string; background_color: string };
  features: { bot_user: { display_name: string; always_online: boolean } };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions?: { request_url?: string; bot_events: string[] };
    org_deploy_enabled: boolean;
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
  };
}

/** The manifest with the least scopes for reading. */
export function slackManifest(name: string, delivery: Delivery): SlackManifest {
  const events =
    delivery.by === 'polling'
      ? {}
      : {
          event_subscriptions: {
            ...(delivery.by === 'http' ? { request_url: delivery.url } : {}),
            bot_events: [...botEvents],
          },
        };
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name,
      description: 'Reads the channels that it is in into a memory of your own.',
      background_color: '#2b2f36',
    },
    features: { bot_user: { display_name: name, always_online: false } },
    oauth_config: { scopes: { bot: manifestScopes().map(({ scope }) => scope) } },
    settings: {
      ...events,
      org_deploy_enabled: false,
      socket_mode_enabled: delivery.by === 'socket',
      token_rotation_enabled: false,
    },
  };
}

/** Everything but what only servers other than Slack need. */
export function manifestScopes() {
  return botScopes.filter(({ weight }) => weight !== 'spare');
}

/** Slack's "Create app from manifest" page with this one filled in. */
export function createAppLink(manifest: SlackManifest): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
}
