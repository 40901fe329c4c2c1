import { botEvents } from './bot-events.ts';
import { deskScopes } from './desk-scopes.ts';
import { manifestScopes, type SlackManifest } from './slack-manifest.ts';

/** The one command of the app, with its slash. */
export const deskCommand = '/belay';

/** Beside what reading subscribes to. */
export const deskEvents: readonly string[] = [
  ...botEvents,
  'app_home_opened',
  'channel_shared',
  'channel_unshared',
  'team_access_granted',
  'team_access_revoked',
];

/** How Slack reaches the app: at https addresses of ours, or over a socket that we open. */
export type DeskDelivery =
  | { by: 'http'; events: string; interactivity: string; command: string; redirect: string }
  | { by: 'socket' };

/** The manifest of an app that serves both halves: reads channels, posts cards, takes answers (INS-5). */
export interface DeskManifest extends SlackManifest {
  features: SlackManifest['features'] & {
    app_home: {
      home_tab_enabled: boolean;
      messages_tab_enabled: boolean;
      messages_tab_read_only_enabled: boolean;
    };
    slash_commands: {
      command: string;
      description: string;
      usage_hint: string;
      should_escape: boolean;
      url?: string;
    }[];
  };
  oauth_config: SlackManifest['oauth_config'] & { redirect_urls?: string[] };
  settings: SlackManifest['settings'] & {
    interactivity: { is_enabled: boolean; request_url?: string };
  };
}

/**
 * `tokenRotation` can never be switched off again at Slack. Over a socket there is no address for
 * consent to return to: tokens are pasted.
 */
export function deskManifest(
  name: string,
  delivery: DeskDelivery,
  { tokenRotation }: { tokenRotation: boolean },
): DeskManifest {
  const http = delivery.by === 'http' ? delivery : undefined;
  const scopes = [...manifestScopes(), ...deskScopes].map(({ scope }) => scope);
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name,
      description: 'Brings conversations to your team, and what your team says into its memory.',
      background_color: '#2b2f36',
    },
    features: {
      bot_user: { display_name: name, always_online: true },
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: false,
        messages_tab_read_only_enabled: true,
      },
      slash_commands: [
        {
          command: deskCommand,
          description: 'Conversations that wait, and yours',
          usage_hint: 'status | take 42 | back 42 | doctor',
          should_escape: false,
          ...(http ? { url: http.command } : {}),
        },
      ],
    },
    oauth_config: {
      ...(http ? { redirect_urls: [http.redirect] } : {}),
      scopes: { bot: [...new Set(scopes)] },
    },
    settings: {
      event_subscriptions: {
        ...(http ? { request_url: http.events } : {}),
        bot_events: [...deskEvents].sort(),
      },
      interactivity: { is_enabled: true, ...(http ? { request_url: http.interactivity } : {}) },
      org_deploy_enabled: true,
      socket_mode_enabled: delivery.by === 'socket',
      token_rotation_enabled: tokenRotation,
    },
  };
}
