import { serveProfile, serveUser } from '../../serve/serve-user.ts';
import type { User } from '../../world/model.ts';
import { ApiError } from '../api-error.ts';
import type { Call, Method } from '../call.ts';
import { listPage } from '../page.ts';

function userOf(call: Call, userId: string): User {
  const user = call.world.users.get(userId)?.current;
  if (!user) throw new ApiError('user_not_found');
  return user;
}

export const userMethods: Record<string, Method> = {
  'users.list': {
    status: 'supported',
    handle(call) {
      const team = call.world.team.current.id;
      // guests of other teams are found by users.info only
      const users = [...call.world.users.values()]
        .map((user) => user.current)
        .filter((user) => user.teamId === team);
      const noLimit = !call.args.has('limit') || call.args.number('limit') === 0;
      if (noLimit && users.length > 1000) throw new ApiError('limit_required');
      const page = noLimit
        ? { items: users, metadata: { response_metadata: { next_cursor: '' } } }
        : listPage(call, users, [], { otherwise: 1000, most: 1000 });
      return {
        members: page.items.map((user) => serveUser(call.view, user)),
        cache_ts: Math.floor(call.clock.now() / 1000),
        ...page.metadata,
      };
    },
  },

  'users.info': {
    status: 'supported',
    handle: (call) => ({ user: serveUser(call.view, userOf(call, call.args.need('user'))) }),
  },

  'users.lookupByEmail': {
    status: 'supported',
    handle(call) {
      const email = call.args.need('email').toLowerCase();
      for (const { current } of call.world.users.values())
        if (current.email?.toLowerCase() === email && !current.isDeleted)
          return { user: serveUser({ ...call.view, withEmail: true }, current) };
      throw new ApiError('users_not_found');
    },
  },

  'users.profile.get': {
    status: 'supported',
    handle: (call) => ({
      profile: serveProfile(call.view, userOf(call, call.args.text('user') || call.token.userId)),
    }),
  },
};
