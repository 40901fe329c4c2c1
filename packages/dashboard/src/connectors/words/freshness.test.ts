import { connectorSettings } from '@belay/contract/connector';
import { expect, test } from 'vitest';
import { freshness, staleFor } from './freshness.ts';
import { rateWords } from './rate-words.ts';

const now = Date.parse('2026-03-15T10:00:00Z');
const at = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const view = {
  state: 'live' as const,
  status_at: at(3),
  lag_ms: 640,
  settings: connectorSettings.parse({
    channels: 'all_public',
    scope_template: 'org:acme/source:slack/channel:{channel}',
    mode: 'polling',
  }),
  moments: { messages_through: at(120), threads_as_of: null, reply_edits_as_of: null },
};

test('[MGD-2] freshness is what was measured', () => {
  expect(freshness(view, now)).toBe('a message arrives within 640 ms');
  expect(freshness({ ...view, state: 'polling', lag_ms: null }, now)).toBe('looks every 10 s');
  expect(freshness({ ...view, state: 'paused' }, now)).toBe('complete through 2 min ago');
});

test('[MGD-2] stale figures are called stale, and only where somebody works', () => {
  const old = { ...view, status_at: at(300) };
  expect(freshness(old, now)).toBe('no news for 5 min');
  expect(staleFor({ ...old, state: 'paused' }, now)).toBeNull();
  expect(staleFor({ ...old, status_at: null }, now)).toBeNull();
});

test('[MGD-2] a rate is told in the unit in which it can be pictured', () => {
  expect([rateWords(0), rateWords(0.5), rateWords(12.34)]).toEqual([
    'none now',
    '30 per minute',
    '12 per second',
  ]);
});
