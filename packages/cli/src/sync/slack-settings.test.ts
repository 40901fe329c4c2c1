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
  return slackSettings(flags, { config: { slack }, scope }, env, now);
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
  expect(() => slackSettings({}, unscoped, {}, now)).toThrow(usage('below which'));
  expect(
    slackSettings({ scopeTemplate: 'org:a/channel:{channel}' }, unscoped, {}, now).options.org,
  ).toBe('');
  expect(() => requireToken(settings())).toThrow(
    expect.objectContaining({ exitCode: 3, next: expect.stringContaining('SLACK_BOT_TOKEN') }),
  );
});

test('[CLI-2] a flag says no to what YAML says', () => {
  const yaml = { include_bots: true, ingest_files: false, all: true, retention: 30 } as const;
  expect(settings({}, {}, yaml).options).toMatchObject({
    includeBots: true,
    files: false,
    since: 0,
    retentionDays: 30,
  });
  const flags = { includeBots: false, files: true, all: false, retention: 'off' };
  const { options } = settings(flags, {}, yaml);
  expect(options).toMatchObject({ includeBots: false, files: true });
  expect(options).not.toHaveProperty('since');
  expect(options).not.toHaveProperty('retentionDays');
});

test('[SYN-12][MAP-11] audit and retention come from flags or YAML', () => {
  expect(settings().options).not.toHaveProperty('audit');
  expect(settings({ full: true }, {}, { audit: 'quick' }).options.audit).toBe('full');
  expect(settings({ full: true, audit: 'full' }).options.audit).toBe('full');
  expect(settings({}, {}, { audit: 'quick' }).options.audit).toBe('quick');
  expect(() => settings({ full: true, audit: 'quick' })).toThrow(usage('--full and --audit quick'));
  expect(settings({ retention: '90' }).options.retentionDays).toBe(90);
  expect(() => settings({ retention: '0' })).toThrow(usage('--retention 0'));
  expect(() => settings({ retention: 'soon' })).toThrow(usage('--retention soon'));
  expect(settings({ patience: '5' }, {}, { patience: 9 }).options.patienceMs).toBe(5000);
  expect(settings({}, {}, { patience: 0, accept_duplicates: true }).options).toMatchObject({
    patienceMs: 0,
    acceptDuplicates: true,
  });
});

test('[MAP-10] redaction is the engine’s own unless it is turned off or widened', () => {
  expect(settings().options.redact).toBeUndefined();
  const off = settings({ redact: false }, {}, { redact_emails: true }).options.redact;
  expect(off?.('ada@ropeworks.example')).toEqual({ text: 'ada@ropeworks.example', count: 0 });
  const emails = settings({ redactEmails: true }).options.redact;
  expect(emails?.('Ask ada@ropeworks.example at +49 30 901820')).toMatchObject({ count: 1 });
  expect(emails?.('Ask ada@ropeworks.example').text).not.toContain('ada@');
  const both = settings({}, {}, { redact_emails: true, redact_phones: true }).options.redact;
  expect(both?.('Ask ada@ropeworks.example at +49 30 901820')).toMatchObject({ count: 2 });
  expect(() => settings({ redact: false, redactPhones: true })).toThrow(usage('turned off'));
  expect(() => settings({ redactEmails: true }, {}, { redact: false })).toThrow(
    usage('turned off'),
  );
  expect(() => settings({}, {}, { redact: false, redact_phones: true })).toThrow(
    usage('turned off'),
  );
});
