import type { AgentScope } from '@belay/contract/desk/agent';
import { expect, test } from 'vitest';
import { choiceChange, exposureWords, foundScopes, unconfirmed } from './scope-choice.ts';

const scope = (label: string, more: Partial<AgentScope> = {}): AgentScope => ({
  scope: `org:acme/source:slack/channel:${label.slice(1)}`,
  label,
  is_private: false,
  chosen: false,
  confirmed: false,
  experiences: 10,
  newest_at: null,
  ...more,
});
const support = scope('#support');
const legal = scope('#legal', { is_private: true, experiences: 1204 });
const board = scope('#board', { is_private: true, chosen: true, confirmed: true });
const all = [support, legal, board];

test('[DSK-1] found by any part of name or scope; what answers already stands first', () => {
  expect(foundScopes(all, '').map(({ label }) => label)).toEqual(['#board', '#legal', '#support']);
  expect(foundScopes(all, 'SUP').map(({ label }) => label)).toEqual(['#support']);
  expect(foundScopes(all, 'slack leg').map(({ label }) => label)).toEqual(['#legal']);
});

test('[DSK-1] only private channels that are opened now ask a second time', () => {
  const chosen = new Set(all.map((one) => one.scope));
  expect(unconfirmed(all, chosen)).toEqual([legal]);
  expect(unconfirmed(all, new Set())).toEqual([]);
  const lapsed = { ...board, confirmed: false };
  expect(unconfirmed([lapsed], new Set([lapsed.scope]))).toEqual([lapsed]);
  expect(choiceChange(all, chosen)).toBe('2 channels added');
  expect(choiceChange(all, new Set([support.scope]))).toBe('1 channel added, 1 channel removed');
  expect(choiceChange(all, new Set([board.scope]))).toBe('');
});

test('[DSK-1] the second question says how much visitors could read', () => {
  expect(exposureWords([legal])).toContain('1,204 messages of this private channel');
  expect(exposureWords([legal, board])).toContain('1,214 messages of these private channels');
});
