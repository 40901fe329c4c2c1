import { connectorSettings } from '@belay/contract/connector';
import { expect, test } from 'vitest';
import { changedSettings } from './changed-settings.ts';
import { formOf, newSettings, settingsOf } from './settings-form.ts';
import { fieldOf, settingsProblems } from './settings-problems.ts';

test("[MGD-1] a new form is the seed's defaults and ready to be sent", () => {
  const form = newSettings('org:acme');
  expect(settingsProblems(form)).toEqual({});
  expect(connectorSettings.parse(settingsOf(form))).toMatchObject({
    channels: 'all_public',
    scope_template: 'org:acme/source:slack/channel:{channel}',
    mode: 'polling',
    poll_seconds: 10,
    include_bots: false,
    backfill_days: 30,
  });
});

test('[MGD-3] settings survive the form as they are', () => {
  const settings = connectorSettings.parse({
    channels: ['C1', 'C2'],
    scope_template: 'org:acme/channel:{channel}',
    mode: 'realtime',
    backfill_days: null,
    retention_days: 365,
    redact: { emails: true, phones: false },
  });
  const form = formOf(settings, new Map([['C1', 'engineering']]));
  expect(form.chosen).toEqual([
    { id: 'C1', name: 'engineering' },
    { id: 'C2', name: 'C2' },
  ]);
  expect(settingsOf(form)).toEqual(settings);
});

test('[MGD-1] a problem stands at its field', () => {
  const form = {
    ...newSettings('org:acme'),
    allPublic: false,
    scopeTemplate: ' ',
    pollSeconds: '5',
    backfillDays: '1.5',
    retentionDays: '0',
  };
  expect(Object.keys(settingsProblems(form))).toEqual([
    'channels',
    'scope_template',
    'poll_seconds',
    'backfill_days',
    'retention_days',
  ]);
  expect(settingsProblems({ ...form, mode: 'realtime' }).poll_seconds).toBeUndefined();
});

test('[MGD-1] a refusal of the server finds its field in any path', () => {
  expect(fieldOf({ field: 'settings.scope_template' })).toBe('scope_template');
  expect(fieldOf({ field: 'settings.channels[3]' })).toBe('channels');
  expect(fieldOf({ field: 'token' })).toBe('token');
  expect(fieldOf({ field: 'unheard.of' })).toBeUndefined();
  expect(fieldOf({})).toBeUndefined();
});

test('[MGD-3] only what changed is sent', () => {
  const before = connectorSettings.parse({
    channels: ['C1'],
    scope_template: 'org:acme/channel:{channel}',
    mode: 'polling',
  });
  expect(changedSettings(before, { ...before })).toEqual({});
  expect(
    changedSettings(before, {
      ...before,
      channels: ['C1', 'C2'],
      redact: { emails: true, phones: false },
    }),
  ).toEqual({ channels: ['C1', 'C2'], redact: { emails: true, phones: false } });
});
