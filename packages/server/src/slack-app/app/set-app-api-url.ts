import type { Context } from '../../context.ts';

/**
 * Makes the organisation's app one of another server than Slack: the sandbox beside this one. For
 * the program that runs it; no route reaches this. What was installed from there before moves along:
 * after a restart it may listen elsewhere.
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
  await ctx.pool.query(
    `with moved as (
       update slack_installation set api_url = $2, url = $3
       where tenant = $1 and app = 'own' and api_url is not null and api_url <> $2 returning id)
     select pg_notify('belay_connectors', id::text), pg_notify('belay_slack', id::text) from moved`,
    [tenant, apiUrl, new URL('/', apiUrl).href],
  );
  await ctx.pool.query(`select pg_notify('belay_connectors', '')`);
}
