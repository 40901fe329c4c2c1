import { allBotScopes } from '@belay/sandbox/app-scopes';
import { eventScopes } from '@belay/sandbox/events/event-scopes';
import { expect, test } from 'vitest';
import { deskCommand, deskEvents, deskManifest } from './desk-manifest.ts';
import { deskFeatures, deskScopes } from './desk-scopes.ts';
import { createAppLink, slackManifest } from './slack-manifest.ts';

const http = deskManifest(
  'Belay',
  {
    by: 'http',
    events: 'https://belay.example/slack/events',
    interactivity: 'https://belay.example/slack/interactivity',
    command: 'https://belay.example/slack/commands',
    redirect: 'https://belay.example/slack/oauth',
  },
  { tokenRotation: true },
);
const socket = deskManifest('Belay', { by: 'socket' }, { tokenRotation: false });

test('[CLI-2] the app of both halves can do what the reading one can', () => {
  const reading = slackManifest('Belay', { by: 'socket' });
  const { bot } = socket.oauth_config.scopes;
  expect(bot).toEqual(expect.arrayContaining(reading.oauth_config.scopes.bot));
  expect(new Set(bot).size).toBe(bot.length);
  expect(deskEvents).toEqual(
    expect.arrayContaining(reading.settings.event_subscriptions?.bot_events ?? []),
  );
});

test('[CLI-2] every address is there over http, none over a socket, and Slack’s limits hold', () => {
  expect(http.settings.interactivity.request_url).toBe('https://belay.example/slack/interactivity');
  expect(http.features.slash_commands).toMatchObject([
    { command: deskCommand, url: 'https://belay.example/slack/commands' },
  ]);
  expect(http.oauth_config.redirect_urls).toEqual(['https://belay.example/slack/oauth']);
  expect(http.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: true });
  expect(JSON.stringify(socket)).not.toContain('http');
  expect(socket.settings).toMatchObject({
    socket_mode_enabled: true,
    interactivity: { is_enabled: true },
  });
  for (const manifest of [http, socket]) {
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
    expect(manifest.settings.event_subscriptions?.bot_events.length).toBeLessThanOrEqual(100);
    expect(createAppLink(manifest)).toContain('manifest_json=');
  }
});

test('[CLI-2] every event is covered by a scope, and no scope is made up or a user’s', () => {
  const { bot } = http.oauth_config.scopes;
  const uncovered = deskEvents.filter((event) => {
    const needed = eventScopes(event);
    return needed.length > 0 && !needed.some((scope) => bot.includes(scope));
  });
  expect(uncovered).toEqual([]);
  // slash commands belong to no method or event
  expect(bot.filter((scope) => scope !== 'commands' && !allBotScopes.includes(scope))).toEqual([]);
  expect(bot.filter((scope) => /^m?p?im:|search|admin/.test(scope))).toEqual([]);
});

test('[CLI-2] what is missing is told by feature', () => {
  const all = deskScopes.map(({ scope }) => scope);
  expect(deskFeatures(all).every(({ isWhole }) => isWhole)).toBe(true);
  const withoutMarks = deskFeatures(all.filter((scope) => scope !== 'reactions:write'));
  expect(withoutMarks.filter(({ isWhole }) => !isWhole)).toMatchObject([
    { feature: 'receipts', missing: [{ scope: 'reactions:write' }] },
  ]);
});
