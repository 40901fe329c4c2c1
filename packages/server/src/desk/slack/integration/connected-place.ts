import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import {
  askSlack,
  type Patience,
  type SlackAccess,
} from '../../../connectors/installation/ask-slack.ts';
import type { Context } from '../../../context.ts';
import { installationAccess } from '../../../slack-app/install/installation-token.ts';

/** As far as it takes to ask a workspace something. */
export interface Workplace {
  tenant: string;
  /** uuid */
  installation: string;
  /** the concrete workspace */
  teamId: string;
  isOrgWide: boolean;
}

/** The workspace that an agent tells. */
export interface ConnectedPlace extends Workplace {
  /** uuid */
  agent: string;
  domain: string;
  /** with a slash at the end */
  url: string;
  scopes: string[];
}

/** Throws `CONFLICT` while the agent is not connected to a workspace. */
export async function connectedPlace(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<ConnectedPlace> {
  const { rows } = await db.query<{
    installation: string;
    team_id: string;
    domain: string;
    url: string;
    is_org_wide: boolean;
    scopes: string[];
  }>(
    `select b.installation, coalesce(b.team_id, i.team_id) as team_id, i.domain, i.url,
            i.is_org_wide, i.scopes
     from slack_binding b join slack_installation i on i.tenant = b.tenant and i.id = b.installation
     where b.tenant = $1 and b.agent = $2`,
    [tenant, agent],
  );
  const [row] = rows;
  if (!row) throw notConnected();
  const { installation, domain, url, scopes } = row;
  return {
    ...{ tenant, agent, installation, domain, url, scopes },
    teamId: row.team_id,
    isOrgWide: row.is_org_wide,
  };
}

export function notConnected(): BelayError {
  return new BelayError(
    'CONFLICT',
    'Slack is not connected to this agent. Add it to Slack first, on its Slack page.',
    { reason: 'not_connected' },
  );
}

/** How Slack is asked about that workspace. Throws what `installationAccess` throws. */
export async function accessOf(ctx: Context, place: Workplace): Promise<SlackAccess> {
  const access = await installationAccess(ctx, place.tenant, place.installation);
  return place.isOrgWide ? { ...access, teamId: place.teamId } : access;
}

/** Asks that workspace something while a person waits. Throws what `askSlack` throws. */
export async function askPlace<T>(
  ctx: Context,
  place: Workplace,
  ask: Parameters<typeof askSlack<T>>[2],
  patience?: Patience,
): Promise<T> {
  return askSlack(ctx, await accessOf(ctx, place), ask, patience);
}
