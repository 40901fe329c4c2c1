import { type ConnectorSettings, connectorSettings } from '@belay/contract/connector';
import { expect, test } from 'vitest';
import { settingsChanges } from './settings-changes.ts';

const base = connectorSettings.parse({
  channels: ['C1', 'C2'],
  scope_template: 'org:acme/source:slack/channel:{channel}',
  mode: 'polling',
});
const names: Record<string, string> = { C1: 'engineering', C2: 'product', C3: 'ops' };
const changes = (after: Partial<ConnectorSettings>, before: Partial<ConnectorSettings> = {}) =>
  settingsChanges(
    { ...base, ...before },
    { ...base, ...before, ...after },
    (id) => names[id] ?? id,
  );

test('[MGD-3] nothing changed is no change, whatever the order of channels', () => {
  expect(changes({})).toEqual([]);
  expect(changes({ channels: ['C2', 'C1'] })).toEqual([]);
});

test('[MGD-3] channels that come and go are named, with what happens to their memory', () => {
  const [change] = changes({ channels: ['C1', 'C3'] });
  expect(change?.effect).toBe('#ops will be read. #product no longer; the memory of it stays.');
  expect(changes({ channels: 'all_public' })[0]?.after).toBe('all public channels');
});

test('[MGD-3] what loses memory says so', () => {
  expect(changes({ retention_days: 90 })[0]).toMatchObject({
    before: 'good',
    after: '90 days',
    forgets: true,
  });
  expect(changes({ retention_days: null }, { retention_days: 90 })[0]?.forgets).toBeUndefined();
  expect(changes({ deletes: 'forget' }, { deletes: 'keep' })[0]?.forgets).toBe(true);
});

test('[MGD-3] a wider window reads, a narrower one keeps', () => {
  expect(changes({ backfill_days: null })[0]).toMatchObject({
    before: '30 days',
    after: 'everything',
    effect: 'The older messages are read now.',
  });
  expect(changes({ backfill_days: 7 })[0]?.effect).toMatch(/stay/);
});

test('[MGD-3] a poll interval counts in polling only', () => {
  expect(changes({ poll_seconds: 60 })).toHaveLength(1);
  expect(changes({ poll_seconds: 60, mode: 'realtime' }).map(({ what }) => what)).toEqual([
    'Sync mode',
  ]);
});
