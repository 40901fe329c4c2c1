import { BelayError } from '@belay/contract/error';
import type { apiTokenBody, CreatedApiToken } from '@belay/contract/people';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { authorize, type Caller } from '../authorize.ts';
import { covers } from '../capabilities.ts';
import { lockMembers } from '../members/lock-members.ts';
import { slugOf } from '../people/create-organisation.ts';
import { needPerson } from '../people/need-person.ts';
import { everyCapability } from '../roles.ts';
import { listApiTokens } from './list-api-tokens.ts';

const day = 86_400_000;
type Body = z.output<typeof apiTokenBody>;

/**
 * A token for a program, of the caller's tenant and never more than the caller has. It writes as
 * `service:<its name>`. The token is in this answer and nowhere else.
 */
export async function makeApiToken(
  ctx: Context,
  caller: Caller,
  body: Body,
): Promise<CreatedApiToken> {
  const person = needPerson(caller);
  refuseUnknown(body.capabilities);
  const { tenant } = caller;
  const actor = `service:${slugOf(body.name) || 'api-token'}`;
  const { token, jti } = await inTransaction(ctx.pool, async (client) => {
    // whoever is being lowered or removed right now makes no token that outlives it
    const locked = await lockMembers(client, caller, 'auth.mint');
    refuseMore(locked.caller, body);
    const scopes = body.scopes ?? [...locked.caller.scopes];
    const minted = await ctx.tokens.mint({
      ...{ tenant, actor, scopes, capabilities: body.capabilities },
      ttlMs: body.days * day,
      privateChannels: body.private_channels ? 'all' : [],
    });
    await client.query(
      `insert into minted_token (jti, tenant, subject, scopes, expires_at) values ($1, $2, $3, $4, $5)`,
      [minted.jti, tenant, actor, scopes, minted.expiresAt],
    );
    await client.query(
      `insert into api_token (tenant, jti, name, capabilities, private_channels, created_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [tenant, minted.jti, body.name, body.capabilities, body.private_channels, person],
    );
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: 'api-tokens.create',
      capability: 'auth.mint',
      details: { jti: minted.jti, name: body.name, scopes, capabilities: body.capabilities },
    });
    return minted;
  });
  const [view] = await listApiTokens(ctx.pool, tenant, jti);
  if (!view) throw new BelayError('NOT_FOUND', 'The token was removed as it was made.');
  return { ...view, token };
}

/** Throws 403 when the token would have what its maker has not. */
function refuseMore(caller: Caller, { capabilities, scopes, private_channels }: Body): void {
  // a wildcard is granted as a whole or not at all
  for (const wanted of capabilities)
    if (!caller.capabilities.includes(wanted)) authorize(caller, wanted);
  for (const wanted of scopes ?? []) authorize(caller, 'auth.mint', wanted);
  if (private_channels && caller.privateChannels !== 'all')
    throw new BelayError(
      'POLICY_DENIED',
      'You do not read all private channels, so a token of yours can not either.',
      { decided_by_tier: 'actor', reason: 'more than the caller has' },
    );
}

/** A mistyped capability would make a token that quietly may nothing. */
function refuseUnknown(capabilities: string[]): void {
  const unknown = capabilities.find(
    (name) => !everyCapability.some((known) => known === name || covers(known, name)),
  );
  if (unknown === undefined) return;
  throw new BelayError('INVALID_BODY', `capabilities: there is no "${unknown}".`, {
    field: 'capabilities',
    reason: 'unknown',
  });
}
