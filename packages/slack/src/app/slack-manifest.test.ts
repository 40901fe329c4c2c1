import { eventScopes } from '@belay/sandbox/events/event-scopes';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { botEvents } from './bot-events.ts';
import { createAppLink, slackManifest } from './slack-manifest.ts';

/** The members that we use, with the bounds that Slack's manifest reference states. */
const documented = z.strictObject({
  _metadata: z.strictObject({ major_version: z.union([z.literal(1), z.literal(2)]) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({
      display_name: z.string().min(1).max(80),
      always_online: z.boolean(),
    }),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string()).min(1).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z
      .strictObject({ request_url: z.url().optional(), bot_events: z.array(z.string()).max(100) })
      .optional(),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const polling = slackManifest('Belay', { by: 'polling' });
const http = slackManifest('Belay', { by: 'http', url: 'https://belay.example/slack/events' });
const socket = slackManifest('Belay', { by: 'socket' });

test('[CLI-2] a manifest has the documented shape, however changes come', () => {
  for (const manifest of [polling, http, socket])
    expect(documented.safeParse(JSON.parse(JSON.stringify(manifest))).error).toBeUndefined();
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
