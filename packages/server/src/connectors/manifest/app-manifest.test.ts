import { expect, test } from 'vitest';
import { appManifest } from './app-manifest.ts';

const name = 'Belay';

test('[MGD-4] an https server gets events at its own address', () => {
  const made = appManifest('https://belay.example', { mode: 'http', name });
  expect(made).toMatchObject({
    mode: 'http',
    note: null,
    request_url: 'https://belay.example/slack/events',
    manifest: {
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: 'https://belay.example/slack/events' },
      },
    },
  });
  const link = new URL(made.link);
  expect(link.origin + link.pathname).toBe('https://api.slack.com/apps');
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(made.manifest);
});

test('[MGD-4] without https the app is made for Socket Mode, and the note says why', () => {
  const made = appManifest('http://localhost:3141', { mode: 'http', name });
  expect(made).toMatchObject({ mode: 'socket', request_url: null });
  expect(made.note).toMatch(/https.*Socket Mode/);
  expect(made.manifest.settings.event_subscriptions).not.toHaveProperty('request_url');
  expect(appManifest('http://localhost:3141', { mode: 'socket', name }).note).toBeNull();
});

test('[MGD-1] fewer scopes can be asked for, others never', () => {
  const scopes = ['channels:read', 'channels:history', 'chat:write', 'admin'];
  const { manifest } = appManifest('https://belay.example', { mode: 'http', name, scopes });
  expect(manifest.oauth_config.scopes.bot).toEqual(['channels:read', 'channels:history']);
});
