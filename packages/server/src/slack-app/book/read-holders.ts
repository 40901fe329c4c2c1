import type pg from 'pg';
import type { Config } from '../../config/read-config.ts';
import { secretName } from '../../connectors/installation/installation-secrets.ts';
import { appSecretName } from '../app/app-credentials.ts';
import type { Holders, Installed } from './installation-book.ts';

interface Row {
  tenant: string;
  id: string;
  team_id: string;
  enterprise_id: string | null;
  app_id: string | null;
  bot_user_id: string;
  has_desk: boolean;
  api_url: string | null;
  app: 'own' | 'server' | null;
  signing_secret: Buffer | null;
  app_token: Buffer | null;
}

interface AppRow {
  tenant: string;
  signing_secret: Buffer | null;
  app_token: Buffer | null;
}

const installations = `
select tenant, id, team_id, enterprise_id, app_id, bot_user_id, api_url, app, signing_secret,
       app_token, exists (select from slack_binding b
                          where b.tenant = i.tenant and b.installation = i.id) as has_desk
from slack_installation i
where state <> 'removed'
  and (app is not null or signing_secret is not null or app_token is not null)`;

const apps = `
select tenant, signing_secret, app_token from slack_app
where signing_secret is not null or app_token is not null`;

/**
 * Every secret that can prove a delivery, with the installations that it proves: those that were
 * pasted, those of organisations' own apps, and the server's from its environment (INS-5).
 */
export async function readHolders(
  pool: pg.Pool,
  server: Config['slackApp'],
  open: (name: string, sealed: Buffer | null) => string | undefined,
): Promise<{ signers: Holders[]; appTokens: Holders[] }> {
  const [{ rows }, { rows: own }] = await Promise.all([
    pool.query<Row>(installations),
    pool.query<AppRow>(apps),
  ]);
  const signers = new Map<string, Holders>();
  const appTokens = new Map<string, Holders>();
  const appsOf = new Map<string, { signing: string | undefined; token: string | undefined }>();
  for (const { tenant, signing_secret, app_token } of own)
    appsOf.set(tenant, {
      signing: open(appSecretName.signingSecret(tenant), signing_secret),
      token: open(appSecretName.appToken(tenant), app_token),
    });
  const ofServer = { signing: server?.signingSecret, token: server?.appToken };
  // an address is verified before the app is anywhere
  for (const { signing, token } of [...appsOf.values(), ofServer]) {
    hold(signers, signing);
    hold(appTokens, token);
  }
  for (const row of rows) {
    const installed = installedOf(row);
    hold(signers, open(secretName.signingSecret(row.id), row.signing_secret), installed);
    hold(appTokens, open(secretName.appToken(row.id), row.app_token), installed);
    const app = row.app === 'server' ? ofServer : row.app && appsOf.get(row.tenant);
    hold(signers, app?.signing, installed);
    hold(appTokens, app?.token, installed);
  }
  return { signers: [...signers.values()], appTokens: [...appTokens.values()] };
}

function installedOf(row: Row): Installed {
  return {
    tenant: row.tenant,
    id: row.id,
    teamId: row.team_id,
    enterpriseId: row.enterprise_id ?? undefined,
    appId: row.app_id ?? undefined,
    botUserId: row.bot_user_id,
    hasDesk: row.has_desk,
    apiUrl: row.api_url ?? undefined,
  };
}

function hold(
  book: Map<string, Holders>,
  secret: string | null | undefined,
  one?: Installed,
): void {
  if (!secret) return;
  const holders = book.get(secret) ?? { secret, installations: [] };
  if (one && !holders.installations.some(({ id }) => id === one.id))
    holders.installations.push(one);
  book.set(secret, holders);
}
