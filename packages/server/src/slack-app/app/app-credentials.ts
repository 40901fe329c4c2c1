import type pg from 'pg';
import type { Sealer } from '../../auth/sealer.ts';
import type { Context } from '../../context.ts';

/** Our app at Slack: the organisation's own, or the server's. */
export interface SlackAppCredentials {
  whose: 'own' | 'server';
  /** undefined until an installation tells it */
  appId: string | undefined;
  clientId: string | undefined;
  clientSecret: string | undefined;
  signingSecret: string | undefined;
  appToken: string | undefined;
  /** the Web API that it belongs to; undefined: Slack's own */
  apiUrl: string | undefined;
  /** written by the server itself: the sandbox beside it, which takes http */
  isBeside: boolean;
}

/** The names that secrets of an app are sealed with. */
export const appSecretName = {
  clientSecret: (tenant: string) => `slack-client:${tenant}`,
  signingSecret: (tenant: string) => `slack-app-signing:${tenant}`,
  appToken: (tenant: string) => `slack-app-socket:${tenant}`,
};

interface Row {
  app_id: string | null;
  client_id: string | null;
  client_secret: Buffer | null;
  signing_secret: Buffer | null;
  app_token: Buffer | null;
  api_url: string | null;
}

type Needs = Pick<Context, 'config' | 'sealer' | 'slackApiUrl'> & { pool: pg.Pool };

/** The organisation's own where it has one, else the server's; undefined: tokens are pasted. */
export async function appCredentials(
  ctx: Needs,
  tenant: string,
): Promise<SlackAppCredentials | undefined> {
  return (await ownApp(ctx, tenant)) ?? serverApp(ctx);
}

/** Those that an installation came by, as they are today. */
export async function credentialsOf(
  ctx: Needs,
  tenant: string,
  whose: 'own' | 'server',
): Promise<SlackAppCredentials | undefined> {
  return whose === 'own' ? ownApp(ctx, tenant) : serverApp(ctx);
}

/** From the environment. */
export function serverApp(
  ctx: Pick<Context, 'config' | 'slackApiUrl'>,
): SlackAppCredentials | undefined {
  const { slackApp } = ctx.config;
  if (!slackApp) return undefined;
  const apiUrl = ctx.slackApiUrl('');
  return { whose: 'server', appId: undefined, ...slackApp, apiUrl, isBeside: false };
}

async function ownApp(ctx: Needs, tenant: string): Promise<SlackAppCredentials | undefined> {
  const { rows } = await ctx.pool.query<Row>(
    `select app_id, client_id, client_secret, signing_secret, app_token, api_url
     from slack_app where tenant = $1`,
    [tenant],
  );
  const [row] = rows;
  if (!row || isEmpty(row)) return undefined;
  const open = opener(ctx.sealer, tenant);
  return {
    whose: 'own',
    appId: row.app_id ?? undefined,
    clientId: row.client_id ?? undefined,
    clientSecret: open('clientSecret', row.client_secret),
    signingSecret: open('signingSecret', row.signing_secret),
    appToken: open('appToken', row.app_token),
    apiUrl: row.api_url ?? ctx.slackApiUrl(''),
    isBeside: row.api_url !== null,
  };
}

function isEmpty(row: Row): boolean {
  return !row.client_id && !row.client_secret && !row.signing_secret && !row.app_token;
}

function opener(sealer: Sealer, tenant: string) {
  return (name: keyof typeof appSecretName, sealed: Buffer | null) => {
    try {
      return sealed ? sealer.open(appSecretName[name](tenant), sealed) : undefined;
    } catch {
      // sealed with another key: as good as absent, and whoever looks stores it again
      return undefined;
    }
  };
}
