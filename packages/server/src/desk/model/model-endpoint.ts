import type { Context } from '../../context.ts';

/** An endpoint that speaks OpenAI's chat completions. */
export interface ModelEndpoint {
  url: string;
  model: string;
  key: string | undefined;
  /** tokens of a day; null: no cap */
  dailyTokens: number | null;
  /** whose failures are counted together: one tenant's wrong key is nobody else's trouble */
  health: string;
  /** the server's environment names it: it may be a local address */
  isTrusted: boolean;
}

export interface StoredEndpoint {
  url: string;
  model: string;
  key: Buffer | null;
  daily_tokens: string | null;
  trouble: string | null;
}

/** What a tenant's key is sealed under. */
export const modelKeyName = (tenant: string) => `model-key:${tenant}`;

export async function storedEndpoint(
  { pool }: Pick<Context, 'pool'>,
  tenant: string,
): Promise<StoredEndpoint | undefined> {
  const { rows } = await pool.query<StoredEndpoint>({
    name: 'model-endpoint',
    text: `select url, model, key, daily_tokens::text, trouble from model_endpoint where tenant = $1`,
    values: [tenant],
  });
  return rows[0];
}

/** Which model answers for a tenant: its own, else the server's; undefined: none. */
export async function modelEndpoint(
  ctx: Pick<Context, 'pool' | 'sealer' | 'config'>,
  tenant: string,
): Promise<ModelEndpoint | undefined> {
  const stored = await storedEndpoint(ctx, tenant);
  if (stored)
    return {
      ...{ url: stored.url, model: stored.model, isTrusted: false },
      health: healthOf(stored.url, tenant),
      key: stored.key ? ctx.sealer.open(modelKeyName(tenant), stored.key) : undefined,
      dailyTokens: stored.daily_tokens === null ? null : Number(stored.daily_tokens),
    };
  const { model } = ctx.config;
  return model && { ...model, health: healthOf(model.url), dailyTokens: null, isTrusted: true };
}

/** A tenant's own endpoint, or the server's, which all tenants share. */
export function healthOf(url: string, tenant?: string): string {
  return tenant === undefined ? url : `${tenant} ${url}`;
}
