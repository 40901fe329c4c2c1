import { ApiError } from '../api-error.ts';
import type { Method } from '../call.ts';

export const authMethods: Record<string, Method> = {
  'api.test': {
    status: 'supported',
    handle({ args }) {
      const error = args.text('error');
      if (error) throw new ApiError(error, { args: { error } });
      return { args: {} };
    },
  },

  'auth.test': {
    status: 'supported',
    handle({ world, token, app }) {
      const team = world.team.current;
      const user = world.users.get(token.userId)?.current;
      return {
        url: `https://${team.domain}.slack.com/`,
        team: team.name,
        user: user?.name ?? '',
        team_id: team.id,
        user_id: token.userId,
        ...(token.kind === 'bot' ? { bot_id: app.botId } : {}),
        ...(team.enterpriseId ? { enterprise_id: team.enterpriseId } : {}),
        is_enterprise_install: false,
      };
    },
  },

  'auth.revoke': {
    status: 'supported',
    handle({ world, token, args }) {
      if (args.flag('test')) return { revoked: false };
      const failure = token.kind === 'bot' ? 'account_inactive' : 'token_revoked';
      world.failToken(token.value, failure);
      return { revoked: true };
    },
  },
};
