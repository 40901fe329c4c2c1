import { ApiError } from '../api-error.ts';
import type { Method } from '../call.ts';

const seconds = (ms: number) => Math.floor(ms / 1000);

export const teamMethods: Record<string, Method> = {
  'team.info': {
    status: 'partial',
    note: 'knows its own team only',
    handle({ world, args }) {
      const team = world.team.current;
      const asked = args.text('team');
      if (asked && asked !== team.id) throw new ApiError('team_not_found');
      return {
        team: {
          id: team.id,
          name: team.name,
          url: `https://${team.domain}.slack.com/`,
          domain: team.domain,
          email_domain: '',
          icon: { image_default: true },
          avatar_base_url: '',
          is_verified: false,
          ...(team.enterpriseId ? { enterprise_id: team.enterpriseId } : {}),
        },
      };
    },
  },

  'bots.info': {
    status: 'supported',
    handle({ world, args }) {
      const bot = world.userOfBot(args.text('bot') ?? '');
      if (!bot) throw new ApiError('bot_not_found');
      return {
        bot: {
          id: bot.botId,
          deleted: bot.isDeleted,
          name: bot.realName,
          updated: seconds(bot.updated),
          app_id: bot.appId ?? '',
          user_id: bot.id,
          icons: {},
        },
      };
    },
  },

  'usergroups.list': {
    status: 'supported',
    handle({ world, args }) {
      const groups = [...world.groups.values()]
        .map((group) => group.current)
        .filter((group) => !group.isDisabled || args.flag('include_disabled'));
      return {
        usergroups: groups.map((group) => ({
          id: group.id,
          team_id: world.team.current.id,
          is_usergroup: true,
          is_subteam: true,
          name: group.name,
          description: '',
          handle: group.handle,
          is_external: false,
          date_create: seconds(group.updated),
          date_update: seconds(group.updated),
          date_delete: group.isDisabled ? seconds(group.updated) : 0,
          auto_type: null,
          prefs: { channels: [], groups: [] },
          ...(args.flag('include_users') ? { users: group.users } : {}),
          ...(args.flag('include_count') ? { user_count: group.users.length } : {}),
        })),
      };
    },
  },

  'usergroups.users.list': {
    status: 'supported',
    handle({ world, args }) {
      const group = world.groups.get(args.need('usergroup'))?.current;
      if (!group || (group.isDisabled && !args.flag('include_disabled')))
        throw new ApiError('no_such_subteam');
      return { users: group.users };
    },
  },

  'emoji.list': {
    status: 'partial',
    note: 'no categories',
    handle: ({ world, clock }) => ({
      emoji: Object.fromEntries(world.emoji),
      cache_ts: String(seconds(clock.now())),
    }),
  },
};
