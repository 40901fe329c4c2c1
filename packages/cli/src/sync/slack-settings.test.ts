import { expect, test } from 'vitest';
import type { ConfigFile } from '../settings/config-file.ts';
import type { SlackFlags } from './slack-flags.ts';
import { requireToken, slackSettings } from './slack-settings.ts';

const now = Date.parse('2026-03-15T10:30:00Z');

function settings(
  flags: Partial<SlackFlags> = {},
  env: Record<string, string> = {},
  slack: NonNullable<ConfigFile['slack']> = {},
  scope: string | undefined = 'org:u_1/user:u_1',
) {
  return slackSettings({ files: true, ...flags }, { config: { slack }, scope }, env, now);
}

const usage = (message: string) =>
  expect.objectContaining({ exitCode: 2, message: expect.stringContaining(message) });

test('[CLI-6] the environment alone says what to sync', () => {
  const env = {
    SLACK_BOT_TOKEN: 'a-token',
    SLACK_CHANNELS: '#general, C0123 ,',
    SLACK_API_URL: 'http://127.0.0.1:9/api',
    SLACK_RATE: 'unlimited',
    CORTEXDB_SCOPE_TEMPLATE: 'org:x/channel:{channel}',
  };
  expect(settings({}, env)).toEqual({
    token: 'a-token',
    apiUrl: 'http://127.0.0.1:9/api/',
    rate: 'unlimited',
    options: {
      org: 'u_1',
      files: true,
      channels: ['#general', 'C0123'],
      scopeTemplate: 'org:x/channel:{channel}',
    },
  });
});

test('[CLI-2] flags come before YAML, YAML before the environment', () => {
  const env = { SLACK_BOT_TOKEN: 'env-token', SLACK_CHANNELS: 'env' };
  const yaml = { slack_bot_token: 'yaml-token', channels: ['yaml'], include_bots: true };
  expect(settings({}, env, yaml)).toMatchObject({
    token: 'yaml-token',
    options: { channels: ['yaml'], includeBots: true },
  });
  expect(settings({ channels: ['flag'] }, env, yaml).options.channels).toEqual(['flag']);
  expect(settings({}, env, { ingest_files: false }).options.files).toBe(false);
});

test('[CLI-6] the window is given in one way; a flag replaces the whole of the YAML’s', () => {
  expect(settings().options.since).toBeUndefined();
  expect(settings({ all: true }).options.since).toBe(0);
  expect(settings({ backfillDays: '2' }).options.since).toBe(now - 2 * 86_400_000);
  expect(settings({ since: '2026-03-01' }).options.since).toBe(Date.parse('2026-03-01'));
  expect(settings({ all: true }, {}, { backfill_days: 7 }).options.since).toBe(0);
  expect(() => settings({ all: true, backfillDays: '2' })).toThrow(usage('Only one of'));
  expect(() => settings({ since: 'yesterday' })).toThrow(usage('yesterday is not a time'));
  expect(() => settings({ since: '2026-13-45' })).toThrow(usage('2026-13-45 is not a time'));
  expect(() => settings({ since: '2027-01-01' })).toThrow(usage('in the future'));
  expect(() => settings({ backfillDays: '-1' })).toThrow(usage('-1 is not a number of days'));
});

test('[CLI-5] what can’t be used is named before anything is asked of Slack', () => {
  expect(() => settings({}, { SLACK_RATE: 'fast' })).toThrow(usage('SLACK_RATE is fast'));
  expect(() => settings({}, { SLACK_API_URL: 'slack.com' })).toThrow(usage('SLACK_API_URL'));
  const unscoped = { config: {}, scope: undefined };
  expect(() => slackSettings({ files: true }, unscoped, {}, now)).toThrow(usage('below which'));
  expect(
    slackSettings({ files: true, scopeTemplate: 'org:a/channel:{channel}' }, unscoped, {}, now)
      .options.org,
  ).toBe('');
  expect(() => requireToken(settings())).toThrow(
    expect.objectContaining({ exitCode: 3, next: expect.stringContaining('SLACK_BOT_TOKEN') }),
  );
});
