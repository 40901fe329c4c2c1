import type { CardLanguage } from '../cards/card-model.ts';
import { defined, fields, firstText, flag, text } from './fields.ts';
import { parsePerson } from './person.ts';

/** Somebody in a workspace, with all that says whether they belong to it. */
export interface Member {
  id: string;
  /** where their account is: another company's, for whom Slack Connect brings */
  teamId?: string;
  /** of Enterprise Grid */
  enterpriseId?: string;
  name: string;
  email?: string;
  /** an address */
  picture?: string;
  /** they chose Slack to speak it */
  language?: CardLanguage;
  isBot: boolean;
  isDeleted: boolean;
  /** of single or several channels, or invited and not there yet */
  isGuest: boolean;
  isStranger: boolean;
  /** false where Slack doesn't say */
  isConfirmed: boolean;
}

const languages: readonly CardLanguage[] = ['en', 'de', 'es', 'ja'];

/** The `user` of `users.info`; undefined without an id. What Slack doesn't say makes nobody a member. */
export function parseMember(raw: unknown): Member | undefined {
  const person = parsePerson(raw);
  if (!person) return undefined;
  const user = fields(raw);
  const profile = fields(user.profile);
  const enterprise = fields(user.enterprise_user);
  const spoken = text(user.locale)?.slice(0, 2).toLowerCase();
  return defined({
    id: person.id,
    teamId: person.teamId,
    enterpriseId: firstText(enterprise.enterprise_id, user.enterprise_id),
    name: person.name,
    email: person.email,
    picture: firstText(profile.image_192, profile.image_72),
    language: languages.find((language) => language === spoken),
    isBot: person.isBot || flag(user.is_app_user) || flag(user.is_workflow_bot),
    isDeleted: person.isDeleted,
    isGuest:
      flag(user.is_restricted) || flag(user.is_ultra_restricted) || flag(user.is_invited_user),
    isStranger: flag(user.is_stranger),
    isConfirmed: flag(user.is_email_confirmed),
  });
}
