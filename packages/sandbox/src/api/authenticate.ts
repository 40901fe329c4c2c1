import type { Token } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import { ApiError } from './api-error.ts';

/** The token of a call, from its header or the form field `token`, or the error that it earns. */
export function authenticate(
  world: WorldState,
  authorization: string | undefined,
  field: unknown,
): Token {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  const value = bearer ?? (typeof field === 'string' && field !== '' ? field : undefined);
  if (value === undefined) throw new ApiError('not_authed');
  const token = world.tokens.get(value);
  if (!token) throw new ApiError('invalid_auth');
  if (token.failure) throw new ApiError(token.failure);
  if (token.expiresAt !== undefined && token.expiresAt <= world.clock.now())
    throw new ApiError('token_expired');
  if (world.users.get(token.userId)?.current.isDeleted) throw new ApiError('account_inactive');
  return token;
}
