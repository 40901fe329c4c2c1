import { authorizationOf } from '../../events/envelope.ts';
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

  'apps.event.authorizations.list': {
    status: 'partial',
    note: 'knows one installation; a context is known by its form',
    handle(call) {
      const { token, world, app } = call;
      if (token.kind !== 'app') throw new ApiError('not_allowed_token_type');
      if (!token.scopes.includes('authorizations:read'))
        throw missingScope(call, 'authorizations:read');
      if (!/^4-Ev\w+$/.test(call.args.need('event_context')))
        throw new ApiError('invalid_event_context');
      return {
        authorizations: [authorizationOf(world, app)],
        response_metadata: { next_cursor: '' },
      };
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
