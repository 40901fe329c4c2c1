import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import { eventually } from '../../testing/eventually.ts';

export interface TestInstallation {
  tenant: string;
  id: string;
  /** of its first connector */
  connector: string;
}

/** Our app in a workspace, with one connector, of a tenant of its own unless one is given. */
export async function install(
  ctx: Pick<Context, 'pool' | 'sealer' | 'slackApp'>,
  {
    signingSecret = 'signing-secret',
    teamId = 'T1',
    appId = 'A1',
    botUserId = 'UBOT',
    wanted = 'running',
    ...given
  }: {
    tenant?: string;
    signingSecret?: string | null;
    appToken?: string;
    teamId?: string;
    appId?: string | null;
    botUserId?: string;
    wanted?: string;
  } = {},
): Promise<TestInstallation> {
  const [tenant, id] = [given.tenant ?? randomUUID(), randomUUID()];
  await ctx.pool.query(
    'insert into tenant (id, root_scope) values ($1, $2) on conflict do nothing',
    [tenant, `org:${tenant}`],
  );
  const seal = (name: string, secret: string | null | undefined) =>
    secret ? ctx.sealer.seal(`${name}:${id}`, secret) : null;
  await ctx.pool.query(
    `insert into slack_installation
       (tenant, id, team_id, team_name, domain, url, app_id, bot_user_id, scopes, token,
        signing_secret, app_token, token_at)
     values ($1, $2, $3, 'Ropes', 'ropes', 'https://ropes.example/', $4, $5, '{}', $6, $7, $8,
        now() - interval '1 day')`,
    [
      ...[tenant, id, teamId, appId, botUserId, seal('slack-token', 'xoxb-test')],
      ...[seal('slack-signing', signingSecret), seal('slack-app-token', given.appToken)],
    ],
  );
  const connector = await addConnector(ctx, { tenant, id }, wanted);
  const { book } = ctx.slackApp;
  await eventually(async () => {
    const known = [...(await book.signers(undefined)).flatMap((one) => one.installations)];
    if (given.appToken) known.push(...(await book.ofAppToken(given.appToken)));
    return known.some((one) => one.id === id);
  }).toBe(true);
  return { tenant, id, connector };
}

/** Another connector of the same installation. */
export async function addConnector(
  ctx: Pick<Context, 'pool'>,
  { tenant, id }: { tenant: string; id: string },
  wanted = 'running',
): Promise<string> {
  const connector = randomUUID();
  await ctx.pool.query(
    `insert into connector (tenant, id, installation, name, wanted, settings, actor, created_by)
     values ($1, $2, $3, 'Ropes', $4, '{}', 'service:slack', 'user:test')`,
    [tenant, connector, id, wanted],
  );
  await ctx.pool.query(`select pg_notify('belay_connectors', $1)`, [id]);
  return connector;
}
