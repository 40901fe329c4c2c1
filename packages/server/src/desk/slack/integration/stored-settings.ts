import { type SlackSettings, slackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';

/** An agent's settings with what a save has to name to be made from them. */
export interface StoredSettings {
  settings: SlackSettings;
  /** changes with every save that changes anything */
  version: string;
  /** uuid; null: disconnected */
  installation: string | null;
  teamId: string | null;
  connectedAt: Date | null;
}

/** Of a row as it lies there: other defaults of a newer Belay are no change by anybody. */
export const settingsVersion = 'md5(settings::text)';

/** Undefined: never connected. */
export async function storedSettings(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<StoredSettings | undefined> {
  const { rows } = await db.query<{
    settings: unknown;
    version: string;
    installation: string | null;
    team_id: string | null;
    connected_at: Date | null;
  }>(
    `select settings, ${settingsVersion} as version, installation, team_id, connected_at
     from slack_binding where tenant = $1 and agent = $2`,
    [tenant, agent],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { version, installation, team_id: teamId, connected_at: connectedAt } = row;
  const settings = slackSettings.parse(row.settings);
  return { settings, version, installation, teamId, connectedAt };
}
