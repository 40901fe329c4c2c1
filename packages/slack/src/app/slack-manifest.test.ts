import { eventScopes } from '@belay/sandbox/events/event-scopes';
import { expect, test } from 'vitest';
import { botEvents } from './bot-events.ts';
import { createAppLink, slackManifest } from './slack-manifest.ts';

/** The members that Slack's manifest reference knows, of those that we use. */
const documented = new Set([
  '_metadata.major_version',
  'display_information.name',
  'display_information.description',
  'display_information.background_color',
  'features.bot_user.display_name',
  'features.bot_user.always_online',
  'oauth_config.scopes.bot',
  'settings.event_subscriptions.request_url',
  'settings.event_subscriptions.bot_events',
  'settings.org_deploy_enabled',
  'settings.socket_mode_enabled',
  'settings.token_rotation_enabled',
]);

function membersOf(value: object, path: readonly string[] = []): string[] {
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'object' && !Array.isArray(member)
      ? membersOf(member, [...path, name])
      : [[...path, name].join('.')],
  );
}

const polling = slackManifest('Belay', { by: 'polling' });
const http = slackManifest('Belay', { by: 'http', url: 'https://belay.example/slack/events' });
const socket = slackManifest('Belay', { by: 'socket' });

test('[CLI-2] a manifest has the documented shape, however changes come', () => {
  for (const manifest of [polling, http, socket]) {
    expect(membersOf(manifest).filter((member) => !documented.has(member))).toEqual([]);
    const { name, description, background_color } = manifest.display_information;
    expect([name.length <= 35, description.length <= 140]).toEqual([true, true]);
    expect(background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(manifest.oauth_config.scopes.bot.length).toBeLessThanOrEqual(255);
    expect(manifest.settings.event_subscriptions?.bot_events.length ?? 0).toBeLessThanOrEqual(100);
  }
  expect(polling.settings.event_subscriptions).toBeUndefined();
  expect(http.settings).toMatchObject({
    event_subscriptions: { request_url: 'https://belay.example/slack/events' },
    socket_mode_enabled: false,
  });
  expect(socket.settings.socket_mode_enabled).toBe(true);
  expect(socket.settings.event_subscriptions).not.toHaveProperty('request_url');
});

test('[CLI-2] it asks for reading alone, and every event is covered by one of its scopes', () => {
  const { bot } = polling.oauth_config.scopes;
  expect(bot.filter((scope) => !/:(read|history|join|read\.email)$/.test(scope))).toEqual([]);
  expect(bot.filter((scope) => /^m?p?im:/.test(scope))).toEqual([]);
  const uncovered = botEvents.filter((event) => {
    const needed = eventScopes(event);
    return needed.length > 0 && !needed.some((scope) => bot.includes(scope));
  });
  expect(uncovered).toEqual([]);
});

test('[CLI-2] the link carries the manifest to Slack’s own page', () => {
  const link = new URL(createAppLink(http));
  expect(link.origin + link.pathname).toBe('https://api.slack.com/apps');
  expect(link.searchParams.get('new_app')).toBe('1');
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(http);
});
