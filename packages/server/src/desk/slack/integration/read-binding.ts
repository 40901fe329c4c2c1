import { type SlackSettings, slackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';

/** Where an agent tells what happens, and what people decided about it. */
export interface Binding {
  /** uuids */
  agent: string;
  /** null: disconnected; what was chosen stays */
  installation: string | null;
  /** the concrete workspace */
  teamId: string | null;
  settings: SlackSettings;
}

/** Undefined: the agent was never connected. One row by its key: cheap inside a verb's transaction. */
export async function bindingOf(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<Binding | undefined> {
  const { rows } = await db.query<{
    installation: string | null;
    team_id: string | null;
    settings: unknown;
  }>({
    name: 'slack-binding',
    text: `select installation, team_id, settings from slack_binding
           where tenant = $1 and agent = $2`,
    values: [tenant, agent],
  });
  const [row] = rows;
  return (
    row && {
      agent,
      installation: row.installation,
      teamId: row.team_id,
      // settings that came later have their defaults in bindings of before
      settings: slackSettings.parse(row.settings),
    }
  );
}
