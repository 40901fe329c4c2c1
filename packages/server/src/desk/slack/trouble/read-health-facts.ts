import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import {
  announcedAs,
  type SlackEvent,
  type SlackSettings,
  slackEvents,
} from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { namedChannels } from '../integration/named-channels.ts';
import type { HealthFacts, HeldBack, SeenChannel } from './health-facts.ts';
import { isHeldBack } from './trouble-of-outcome.ts';

/** Events that are off are told of for so long. */
const untoldMs = 7 * 24 * 3_600_000;

/** Slack's short breaths are no trouble. */
const delayMs = 30_000;

interface Standing {
  is_public: boolean;
  is_paused: boolean;
  changed_at: Date;
  saved_at: Date;
  installation: string | null;
  state: 'active' | 'revoked' | 'removed' | null;
  reason: string | null;
  state_at: Date;
  scopes: string[];
  lacks_team: boolean;
  refresh_error: string | null;
}

/** Reads what an agent's health is told from; undefined: never connected. */
export async function readHealthFacts(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent, now }: { tenant: string; agent: string; now: number },
  settings: SlackSettings,
): Promise<HealthFacts | undefined> {
  const { rows } = await db.query<Standing>(
    `select a.is_public, a.is_paused, a.updated_at as changed_at, b.updated_at as saved_at,
       b.installation, i.state, i.reason, i.state_at, i.scopes,
       i.is_org_wide and not coalesce(i.granted_teams, '[]') @> jsonb_build_array(
         jsonb_build_object('id', b.team_id)) as lacks_team,
       case when i.refresh_failures > 2 then i.refresh_error end as refresh_error
     from slack_binding b
     join agent a on a.tenant = b.tenant and a.id = b.agent
     left join slack_installation i on i.tenant = b.tenant and i.id = b.installation
     where b.tenant = $1 and b.agent = $2`,
    [tenant, agent],
  );
  const [row] = rows;
  if (!row) return undefined;
  const held = await readHeldBack(db, { tenant, agent, now });
  const wanted = [...namedChannels(settings), ...held.map(({ channel }) => channel)];
  return {
    now,
    agent: { isPublic: row.is_public, isPaused: row.is_paused, changedAt: row.changed_at },
    settings,
    savedAt: row.saved_at,
    place: placeOf(row),
    channels: await readChannels(db, tenant, row.installation, wanted),
    parked: held.filter(({ isParked }) => isParked),
    waiting: held.filter(({ isParked }) => !isParked),
    untold: await readUntold(db, { tenant, agent, since: now - untoldMs }, settings),
  };
}

function placeOf(row: Standing): HealthFacts['place'] {
  if (row.state === null) return null;
  const { state, reason, scopes } = row;
  return {
    ...{ state, reason, scopes, stateAt: row.state_at },
    lacksTeam: row.lacks_team,
    refreshError: row.refresh_error,
  };
}

/** By their ids, as they were last seen. */
export async function readChannels(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  installation: string | null,
  channels: readonly string[],
): Promise<Map<string, SeenChannel>> {
  const { rows } = await db.query<SeenChannel>(
    `select channel as id, name, is_private as "isPrivate", is_member as "isMember",
       is_shared as "isShared", trouble, slack_error as "slackError", since
     from slack_channel where tenant = $1 and installation = $2 and channel = any($3)`,
    [tenant, installation, channels],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function readHeldBack(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent, now }: { tenant: string; agent: string; now: number },
): Promise<(HeldBack & { isParked: boolean })[]> {
  const { rows } = await db.query<{
    channel: string;
    parked: boolean;
    trouble: SlackTrouble | null;
    slack_error: string | null;
    count: number;
    since: Date;
    latest: Date;
  }>(
    // two ways, each by an index of its own: an agent's log may be long; what was refused a moment
    // ago and is tried once more is held back still
    `select channel, parked, trouble, max(slack_error) as slack_error, count(*)::int as count,
       min(created_at) as since, max(created_at) as latest
     from (
       select n, channel, true as parked, trouble, slack_error, created_at from slack_post
       where tenant = $1 and agent = $2 and state = 'parked'
       union all
       select n, channel, false, trouble, slack_error, created_at from slack_post
       where tenant = $1 and agent = $2 and state in ('waiting', 'sending')
         and slack_error is not null and created_at < $3) as held
     group by channel, parked, trouble order by min(n)`,
    [tenant, agent, new Date(now - delayMs)],
  );
  return rows.map(({ channel, parked, trouble, slack_error, count, since, latest }) => ({
    ...{ channel, count, since, latest, isParked: parked, slackError: slack_error },
    trouble: trouble ?? (isHeldBack(slack_error ?? '') ? 'rate_limited' : 'unreachable'),
  }));
}

async function readUntold(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent, since }: { tenant: string; agent: string; since: number },
  settings: SlackSettings,
): Promise<HealthFacts['untold']> {
  const off = slackEvents.filter((event) => !settings.events[event].enabled);
  if (off.length === 0) return [];
  const { rows } = await db.query<{ kind: string; count: number; since: Date }>(
    `select kind, count(*)::int as count, min(at) as since from announcement
     where tenant = $1 and agent = $2 and kind = any($3) and id >= $4 group by kind`,
    [tenant, agent, off.map((event) => announcedAs[event]), firstIdOf(since)],
  );
  return off.flatMap((event: SlackEvent) => {
    const found = rows.find(({ kind }) => kind === announcedAs[event]);
    return found ? [{ event, count: found.count, since: found.since }] : [];
  });
}

/** Below every UUIDv7 of that moment. */
function firstIdOf(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
