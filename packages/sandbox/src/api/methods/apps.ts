import { missingScope } from '../access.ts';
import { ApiError } from '../api-error.ts';
import type { Method } from '../call.ts';

export const appMethods: Record<string, Method> = {
  'apps.connections.open': {
    status: 'supported',
    handle(call) {
      const { token } = call;
      if (token.kind !== 'app') throw new ApiError('not_allowed_token_type');
      if (!token.scopes.includes('connections:write'))
        throw missingScope(call, 'connections:write');
      return { url: call.openSocket(token.appId) };
    },
  },

  'apps.uninstall': {
    status: 'supported',
    handle({ world, app, args, oauth }) {
      oauth.check(args.text('client_id'), args.text('client_secret'));
      world.uninstallApp(app.id);
      return {};
    },
  },
};
