import type { Member } from '@belay/slack/parse/member';
import { expect, test } from 'vitest';
import { judgeMember } from './judge-member.ts';

const ada: Member = {
  id: 'U0ADA',
  teamId: 'T0ROPE',
  name: 'ada',
  email: 'ada@ropes.example',
  isBot: false,
  isDeleted: false,
  isGuest: false,
  isStranger: false,
  isConfirmed: true,
};
const rope = { teams: ['T0ROPE', 'T0KNOT'], enterpriseId: null };
const grid = { teams: ['E0ROPE'], enterpriseId: 'E0ROPE' };

test.each<[string, Partial<Member>, { teams: string[]; enterpriseId: string | null }, unknown]>([
  ['a full member', {}, rope, null],
  ['one of another bound workspace', { teamId: 'T0KNOT' }, rope, null],
  ['one of the enterprise', { teamId: 'T0ELSE', enterpriseId: 'E0ROPE' }, grid, null],
  ['one of another enterprise', { teamId: 'T0ELSE', enterpriseId: 'E0OTHER' }, grid, 'stranger'],
  [
    'one of an enterprise, where none is ours',
    { teamId: 'T0ELSE', enterpriseId: 'E0' },
    rope,
    'stranger',
  ],
  ['another company’s, whatever the address', { teamId: 'T0ELSE' }, rope, 'stranger'],
  ['one whom Slack calls a stranger', { isStranger: true }, rope, 'stranger'],
  ['a guest', { isGuest: true }, rope, 'guest'],
  ['a guest of another company', { isGuest: true, teamId: 'T0ELSE' }, rope, 'stranger'],
  ['a bot', { isBot: true }, rope, 'bot'],
  ['one who left', { isDeleted: true }, rope, 'deactivated'],
])('[TKO-5] %s', (_, more, workspace, expected) => {
  expect(judgeMember({ ...ada, ...more }, workspace)).toBe(expected);
});

test('[TKO-5] without a team nobody belongs to it', () => {
  const { teamId: _, ...nowhere } = ada;
  expect(judgeMember(nowhere, rope)).toBe('stranger');
});
