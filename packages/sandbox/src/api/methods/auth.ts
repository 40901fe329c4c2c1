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
      const { enterpriseId, enterpriseName } = team;
      const isOrg = token.isOrg === true && enterpriseId !== undefined;
      const user = world.users.get(token.userId)?.current;
      return {
        url: `https://${team.domain}.slack.com/`,
        team: isOrg ? (enterpriseName ?? enterpriseId) : team.name,
        user: user?.name ?? '',
        team_id: isOrg ? enterpriseId : team.id,
        user_id: token.userId,
        ...(token.kind === 'bot' ? { bot_id: app.botId } : {}),
        ...(enterpriseId ? { enterprise_id: enterpriseId } : {}),
        is_enterprise_install: isOrg,
        ...(token.expiresAt === undefined
          ? {}
          : { expires_in: Math.floor((token.expiresAt - world.clock.now()) / 1000) }),
      };
    },
  },

  'auth.teams.list': {
    status: 'partial',
    note: 'one page, no icons',
    handle({ world, token, app }) {
      const { id, name } = world.team.current;
      const isIn = !token.isOrg || app.isGranted === true;
      return { teams: isIn ? [{ id, name }] : [], response_metadata: { next_cursor: '' } };
    },
  },

  'auth.revoke': {
    status: 'supported',
    handle({ world, token, args }) {
      if (args.flag('test')) return { revoked: false };
      if (token.expiresAt !== undefined) {
        // one of several: the installation stands, so no event tells of it
        world.issueToken({ ...token, failure: 'token_revoked' });
        return { revoked: true };
      }
      const failure = token.kind === 'bot' ? 'account_inactive' : 'token_revoked';
      world.failToken(token.value, failure);
      return { revoked: true };
    },
  },
};
