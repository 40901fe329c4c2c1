import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';

/** What writing on behalf of a workspace takes, on the connector's own part of the scopes. */
const capabilities = [
  'scope.write',
  'scope.write.on_behalf_of',
  'scope.write.about_other',
  'scope.create.*',
  'scope.read.*',
  'blob.upload',
  'forget.cascade.*',
] as const;

const hourMs = 3_600_000;

/** The token of which every token of a connector is minted: revoked, all of them fall at once. */
export const rootJti = (connector: string) => `jti_connector_${connector.replaceAll('-', '')}`;

export interface ServiceActorOptions {
  tenant: string;
  connector: string;
  /** e.g. `service:slack-0a1b2c3d` */
  actor: string;
  /** it writes here and below, nowhere else */
  scope: string;
}

/**
 * Who a connector writes as (MGD-2). Its token is minted here, lives an hour in this process's
 * memory, renews itself, and is never shown. A revoked one is not renewed.
 */
export class ServiceActor {
  readonly #ctx: Context;
  readonly #options: ServiceActorOptions;
  #caller: Promise<Caller> | undefined;
  #renewAt = 0;

  constructor(ctx: Context, options: ServiceActorOptions) {
    this.#ctx = ctx;
    this.#options = options;
  }

  /** Who calls now. Throws `TOKEN_REVOKED` once the connector is deleted. */
  async caller(): Promise<Caller> {
    if (this.#ctx.now() >= this.#renewAt) this.#caller = undefined;
    this.#caller ??= this.#mint();
    const caller = await this.#caller.catch((error: unknown) => {
      this.#caller = undefined;
      throw error;
    });
    if (!this.#ctx.tokens.stands(caller))
      throw new BelayError('TOKEN_REVOKED', 'The connector’s own token was revoked.');
    return caller;
  }

  async #mint(): Promise<Caller> {
    const { tenant, connector, actor, scope } = this.#options;
    const { token, jti } = await this.#ctx.tokens.mint({
      tenant,
      actor,
      capabilities,
      scopes: [scope],
      ttlMs: hourMs,
      parents: [rootJti(connector)],
    });
    await this.#ctx.pool.query(
      'update connector set actor_jti = $3 where tenant = $1 and id = $2',
      [tenant, connector, jti],
    );
    this.#renewAt = this.#ctx.now() + hourMs / 2;
    return this.#ctx.tokens.verify(token);
  }
}

/** Ends every token of a connector, in every process. */
export async function revokeServiceActor(
  ctx: Context,
  { tenant, connector }: { tenant: string; connector: string },
): Promise<void> {
  await ctx.tokens.revoke(tenant, rootJti(connector), ctx.now() + hourMs, 'connector deleted');
}
