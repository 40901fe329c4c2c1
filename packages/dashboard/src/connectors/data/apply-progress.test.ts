import type { ConnectorView } from '@belay/contract/connector';
import { expect, test } from 'vitest';
import { aConnector } from '../testing/a-connector.ts';
import { applyProgress } from './apply-progress.ts';
import { readProgress } from './read-progress.ts';

const counts = { ...aConnector().counts, messages: 7 };
const item = {
  lifecycle_id: '1',
  kind: 'connector_progress',
  ts: '2026-03-15T10:00:02Z',
  scope: 'org:acme/source:slack',
  connector_id: 'con_1',
  state: 'live',
  sentence: 'Everything is read as it is said.',
  captured: 7,
  per_s: 3.5,
  lag_s: 0.4,
  counts,
  owed: { thread: 2 },
  eta_ms: null,
};
const applied = (view: ConnectorView, more: object = {}, at = item.ts) => {
  const progress = readProgress({ ...item, ...more });
  if (!progress) throw new Error('not read');
  return applyProgress(view, progress, at);
};

test('[MGD-2] progress moves the figures and leaves the rest', () => {
  const view = aConnector({ id: 'con_1', state: 'backfilling', status_at: '2026-03-15T10:00:00Z' });
  expect(applied(view)).toEqual({
    ...view,
    state: 'live',
    sentence: item.sentence,
    per_second: 3.5,
    lag_ms: 400,
    counts,
    owed: { thread: 2 },
    eta_ms: null,
    status_at: item.ts,
  });
});

test('[MGD-2] late, foreign and unreadable progress changes nothing', () => {
  const view = aConnector({ id: 'con_1', status_at: '2026-03-15T10:00:05Z' });
  expect(applied(view)).toBe(view);
  expect(applied(view, { connector_id: 'con_2' })).toBe(view);
  expect(readProgress({ ...item, state: 'dancing' })).toBeUndefined();
});

test('[MGD-3] the last word of a worker does not undo a pause', () => {
  const view = aConnector({ id: 'con_1', state: 'paused', sentence: 'Paused.' });
  expect(applied(view)).toMatchObject({ state: 'paused', sentence: 'Paused.', per_second: 3.5 });
});
