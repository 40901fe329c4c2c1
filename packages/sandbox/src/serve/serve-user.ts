import type { User } from '../world/model.ts';
import type { View } from './view.ts';

type Json = Record<string, unknown>;

/** The user object. E-mail addresses need `users:read.email`. */
export function serveUser(view: View, user: User): Json {
  const isOurs = user.teamId === view.world.team.current.id;
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.isDeleted,
    real_name: user.realName,
    ...(user.isDeleted ? {} : { tz: user.tz, tz_label: user.tz, tz_offset: 0, color: '9f69e7' }),
    profile: serveProfile(view, user),
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted || user.isUltraRestricted === true,
    is_ultra_restricted: user.isUltraRestricted ?? false,
    is_bot: user.isBot,
    is_app_user: false,
    ...(isOurs ? ofEnterprise(view) : { is_stranger: user.isStranger }),
    ...(user.locale === undefined ? {} : { locale: user.locale }),
    is_email_confirmed: user.isEmailConfirmed ?? user.email !== undefined,
    updated: Math.floor(user.updated / 1000),
    who_can_share_contact_card: 'EVERYONE',
  };
}

/** In an organisation of workspaces people belong to both. */
function ofEnterprise({ world }: View): Json {
  const { id, enterpriseId, enterpriseName } = world.team.current;
  if (enterpriseId === undefined) return {};
  return {
    enterprise_user: {
      enterprise_id: enterpriseId,
      enterprise_name: enterpriseName ?? '',
      is_admin: false,
      is_owner: false,
      teams: [id],
    },
  };
}

export function serveProfile(view: View, user: User): Json {
  const [first = '', ...rest] = user.realName.split(' ');
  return {
    title: user.title ?? '',
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.displayName,
    display_name_normalized: user.displayName,
    first_name: first,
    last_name: rest.join(' '),
    status_text: user.statusText ?? '',
    status_text_canonical: '',
    status_emoji: user.statusEmoji ?? '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: `g${user.id.toLowerCase().slice(1)}`,
    team: user.teamId,
    fields: null,
    ...(user.picture === undefined
      ? {}
      : { image_72: user.picture, image_192: user.picture, is_custom_image: true }),
    ...(user.email !== undefined && view.withEmail && !user.isStranger
      ? { email: user.email }
      : {}),
    ...(user.isBot
      ? { bot_id: user.botId ?? '', api_app_id: user.appId ?? '', always_active: true }
      : {}),
  };
}
