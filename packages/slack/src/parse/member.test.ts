import { expect, test } from 'vitest';
import { parseMember } from './member.ts';

const ada = {
  id: 'U0ADA',
  team_id: 'T0ROPE',
  locale: 'de-DE',
  is_email_confirmed: true,
  profile: {
    display_name: 'Ada',
    email: 'ada@ropes.example',
    image_192: 'https://a.example/a.png',
  },
};

test('[TKO-5] who is a member is read whole', () => {
  expect(parseMember(ada)).toEqual({
    id: 'U0ADA',
    teamId: 'T0ROPE',
    name: 'Ada',
    email: 'ada@ropes.example',
    picture: 'https://a.example/a.png',
    language: 'de',
    isBot: false,
    isDeleted: false,
    isGuest: false,
    isStranger: false,
    isConfirmed: true,
  });
});

test.each([
  [{ is_restricted: true }, { isGuest: true }],
  [{ is_ultra_restricted: true }, { isGuest: true }],
  [{ is_invited_user: true }, { isGuest: true }],
  [{ is_stranger: true }, { isStranger: true }],
  [{ is_bot: true }, { isBot: true }],
  [{ is_app_user: true }, { isBot: true }],
  [{ deleted: true }, { isDeleted: true }],
  [{ enterprise_user: { enterprise_id: 'E0ROPE' } }, { enterpriseId: 'E0ROPE' }],
  [{ is_email_confirmed: undefined }, { isConfirmed: false }],
  [{ is_email_confirmed: 'yes' }, { isConfirmed: false }],
])('[TKO-5] %j is told apart', (more, expected) => {
  expect(parseMember({ ...ada, ...more })).toMatchObject(expected);
});

test('[TKO-5] what is no user is none; a language that cards don’t speak is none', () => {
  expect(parseMember({ name: 'x' })).toBeUndefined();
  expect(parseMember({ ...ada, locale: 'fr-FR' })).not.toHaveProperty('language');
});
