import { ApiError } from '../api-error.ts';
import type { Call, Method } from '../call.ts';

/** Who the app says that it is: by Basic, or by two fields. */
function checkClient(call: Call): void {
  const basic = /^Basic\s+(\S+)\s*$/i.exec(call.authorization ?? '')?.[1];
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString('utf8').split(':')
    : [call.args.text('client_id'), call.args.text('client_secret')];
  call.oauth.check(id, secret);
}

export const oauthMethods: Record<string, Method> = {
  'oauth.v2.access': {
    status: 'partial',
    note: 'no PKCE, no incoming webhooks',
    handle(call) {
      checkClient(call);
      const grant = call.args.text('grant_type') ?? 'authorization_code';
      if (grant === 'refresh_token') return call.oauth.refresh(call.args.text('refresh_token'));
      if (grant !== 'authorization_code') throw new ApiError('invalid_grant_type');
      return call.oauth.redeem(call.args.text('code'), call.args.text('redirect_uri'));
    },
  },

  'oauth.v2.exchange': {
    status: 'supported',
    handle(call) {
      checkClient(call);
      return call.oauth.exchange(call.token);
    },
  },
};
