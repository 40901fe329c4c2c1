import type { Person } from '../model.ts';
import { defined, fields, firstText, flag, text } from './fields.ts';

/** A raw user object; undefined without an id. */
export function parsePerson(raw: unknown): Person | undefined {
  const user = fields(raw);
  const id = text(user.id);
  if (id === undefined) return undefined;
  const profile = fields(user.profile);
  return defined({
    id,
    teamId: firstText(user.team_id, profile.team),
    name: firstText(profile.display_name, profile.real_name, user.real_name, user.name) ?? id,
    email: firstText(profile.email, user.email),
    isBot: flag(user.is_bot) || id === 'USLACKBOT',
    isDeleted: flag(user.deleted),
  });
}
