import type { Context } from '../../context.ts';

/**
 * Makes the organisation's app one of another server than Slack: the sandbox beside this one. For
 * the program that runs it; no route reaches this.
 */
export async function setAppApiUrl(
  ctx: Pick<Context, 'pool'>,
  tenant: string,
  apiUrl: string,
): Promise<void> {
  await ctx.pool.query(
    `insert into slack_app (tenant, api_url) values ($1, $2)
     on conflict (tenant) do update set api_url = $2, updated_at = now()`,
    [tenant, apiUrl],
  );
  await ctx.pool.query(`select pg_notify('belay_connectors', '')`);
}
