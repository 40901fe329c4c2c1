import { expect, test } from 'vitest';
import { pastedChannel } from './pasted-channel.ts';

const here = { domain: 'rope-works', url: 'https://rope-works.slack.com/', teamId: 'T0ROPE' };

test.each([
  ['C0123456789', 'C0123456789'],
  ['c0123456789', 'C0123456789'],
  ['<#C0123456789|support>', 'C0123456789'],
  ['<#C0123456789>', 'C0123456789'],
  ['https://rope-works.slack.com/archives/C0123456789', 'C0123456789'],
  ['<https://rope-works.slack.com/archives/C0123456789|a link>', 'C0123456789'],
  [
    'https://rope-works.slack.com/archives/C0123456789/p1710502200000100?thread_ts=1.2',
    'C0123456789',
  ],
  ['https://app.slack.com/client/T0ROPE/C0123456789/thread/C0123456789-1', 'C0123456789'],
  ['https://rope.enterprise.slack.com/archives/C0123456789', 'C0123456789'],
  ['slack://channel?team=T0ROPE&id=C0123456789', 'C0123456789'],
])('[INS-1] %s is a channel by its id', (typed, id) => {
  expect(pastedChannel(`  ${typed} `, here)).toEqual({ kind: 'id', id });
});

test.each([
  'https://other.slack.com/archives/C0123456789',
  'https://app.slack.com/client/T0OTHER/C0123456789',
  'slack://channel?team=T0OTHER&id=C0123456789',
])('[INS-1] %s leads elsewhere', (typed) => {
  expect(pastedChannel(typed, here)).toEqual({ kind: 'elsewhere' });
});

test.each([
  ['#support', 'support'],
  ['support', 'support'],
  ['customers', 'customers'],
  ['https://rope-works.slack.com/team/U1', 'https://rope-works.slack.com/team/U1'],
  ['https://', 'https://'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['', ''],
])('[INS-1] %s is looked for as a name', (typed, words) => {
  expect(pastedChannel(typed, here)).toEqual({ kind: 'words', words });
});
