import { slackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { agentId } from '../../agents/agent-id.ts';
import type { Neighbour } from './warnings-of.ts';

/** Other agents that tell the same workspace, the oldest first. */
export async function readNeighbours(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<Neighbour[]> {
  const { rows } = await db.query<{ id: string; name: string; settings: unknown }>(
    `select a.id, a.name, other.settings
     from slack_binding mine
     join slack_binding other on other.tenant = mine.tenant and other.agent <> mine.agent
       and other.installation = mine.installation
       and other.team_id is not distinct from mine.team_id
     join agent a on a.tenant = other.tenant and a.id = other.agent
     where mine.tenant = $1 and mine.agent = $2 order by a.created_at, a.id`,
    [tenant, agent],
  );
  return rows.map(({ id, name, settings }) => ({
    ...{ id: agentId(id), name },
    settings: slackSettings.parse(settings),
  }));
}
