import { expect, test } from 'vitest';
import { channelNameOf } from './channel-name-of.ts';
import { channelMarks, channelNote } from './channel-words.ts';

const support = {
  id: 'C0SUPPORT',
  name: 'support',
  is_private: false,
  is_member: true,
  is_archived: false,
  is_shared: false,
};

test('[INS-1] public channels say that everyone reads them, shared ones that another company does', () => {
  expect(channelMarks(support)).toEqual(['everyone can read this']);
  expect(channelMarks({ ...support, is_private: true })).toEqual([]);
  expect(channelMarks({ ...support, is_shared: true })).toEqual(['shared outside']);
  expect(channelNote({ ...support, is_shared: true })).toContain('Another company');
  expect(channelNote({ ...support, is_archived: true })).toContain('archived');
  expect(channelNote({ ...support, is_private: true })).toBeUndefined();
});

test('[TKO-7] a channel that the bot is not in says that it joins', () => {
  expect(channelNote({ ...support, is_member: false })).toContain('joins');
  expect(channelNote(support)).not.toContain('joins');
});

test.each([
  ['#Customer Support', 'customer-support'],
  ['  belay_all', 'belay_all'],
  ['Größe!', 'größe'],
  ['サポート', 'サポート'],
  ['https://ropes.slack.com/archives/C0123456789', ''],
  ['C0123456789', ''],
  ['a'.repeat(100), 'a'.repeat(80)],
])('[INS-1] %j becomes a name that Slack takes: %j', (typed, name) => {
  expect(channelNameOf(typed)).toBe(name);
});
