import { BelayError } from '@belay/contract/error';
import { covers, scopeCovers } from './capabilities.ts';

/** Who calls, as the token proves it. */
export interface Caller {
  /** uuid */
  tenant: string;
  actor: string;
  jti: string;
  /** ms since the epoch */
  expiresAt: number;
  capabilities: readonly string[];
  scopes: readonly string[];
  /** jti of the tokens that this one was minted from */
  parents: readonly string[];
  /** the person, if it is their session; jti is `session:<id>` then */
  userId?: string;
  /** the private channels whose memory it reads, by id (MGD-6) */
  privateChannels: 'all' | readonly string[];
}

/** Throws 403 `POLICY_DENIED` unless the token allows the capability, and on the scope if one is named. */
export function authorize(caller: Caller, capability: string, scope?: string): void {
  if (!caller.capabilities.some((granted) => covers(granted, capability)))
    throw denied(capability, 'actor', `the token of ${caller.actor} does not grant ${capability}`);
  if (scope !== undefined && !caller.scopes.some((outer) => scopeCovers(outer, scope)))
    throw denied(capability, 'scope', `the token of ${caller.actor} does not reach this scope`);
}

function denied(capability: string, tier: 'actor' | 'scope', reason: string): BelayError {
  return new BelayError(
    'POLICY_DENIED',
    `Not allowed: ${reason}. Use a token that covers it; GET /v1/auth/whoami shows what this one may do.`,
    { capability, decided_by_tier: tier, reason },
  );
}
