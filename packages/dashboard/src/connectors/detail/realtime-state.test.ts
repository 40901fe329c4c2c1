import { expect, test } from 'vitest';
import { aConnector } from '../testing/a-connector.ts';
import { realtimeState } from './realtime-state.ts';

const base = aConnector();
const settings = { ...base.settings, mode: 'realtime' as const };
const realtime = {
  ...base.realtime,
  source: 'http' as const,
  events: [
    { name: 'message.channels', first_seen_at: '2026-03-15T10:00:00Z' },
    { name: 'reaction_added', first_seen_at: null },
  ],
};
const of = (more: Partial<typeof realtime>) =>
  realtimeState({ settings, realtime: { ...realtime, ...more } });

test('[MGD-4] each stage names its next step', () => {
  expect(realtimeState(base).word).toBe('Off');
  expect(realtimeState({ settings, realtime: base.realtime }).sentence).toMatch(/signing secret/);
  expect(of({ connected_at: null })).toMatchObject({ word: 'Waiting', missing: [] });
  expect(of({ connected_at: null }).sentence).toMatch(/Request URL/);
});

test('[MGD-4] once connected, the events that never came are named', () => {
  const state = of({ connected_at: '2026-03-15T10:00:00Z' });
  expect(state).toMatchObject({ tone: 'ok', missing: ['reaction_added'] });
  expect(state.sentence).toMatch(/^1 of 2/);
});
