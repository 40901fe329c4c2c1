import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { publicId, uuidOf } from '../../memory/ids.ts';

/** An installation with what people may know of it; no secret is ever selected. */
export interface InstallationRow {
  tenant: string;
  id: string;
  team_id: string;
  team_name: string;
  enterprise_id: string | null;
  enterprise_name: string | null;
  is_org_wide: boolean;
  is_desk: boolean;
  granted_teams: { id: string; name: string }[] | null;
  state: 'active' | 'revoked' | 'removed';
  reason: string | null;
  app: 'own' | 'server' | null;
  api_url: string | null;
  app_id: string | null;
  bot_user_id: string;
  scopes: string[];
}

const columns = `tenant, id, team_id, team_name, enterprise_id, enterprise_name, is_org_wide, is_desk,
  granted_teams, state, reason, app, api_url, app_id, bot_user_id, scopes`;

export const installationId = (uuid: string) => publicId('sin', uuid);

/** The uuid in a public id. Throws NOT_FOUND for anything else. */
export function installationUuid(id: string): string {
  const uuid = uuidOf('sin', id);
  if (uuid === undefined) throw noSuchInstallation();
  return uuid;
}

/**
 * One by its uuid; `lock` keeps others from changing it until the transaction ends, while rows that
 * refer to it may still be written. Throws NOT_FOUND, also for another tenant's.
 */
export async function findInstallation(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  installation: string,
  lock: '' | 'for no key update' = '',
): Promise<InstallationRow> {
  const { rows } = await db.query<InstallationRow>(
    `select ${columns} from slack_installation where tenant = $1 and id = $2 ${lock}`,
    [tenant, installation],
  );
  if (!rows[0]) throw noSuchInstallation();
  return rows[0];
}

export function noSuchInstallation(): BelayError {
  return new BelayError(
    'NOT_FOUND',
    'There is no such workspace. GET /v1/slack/installations lists yours.',
  );
}
