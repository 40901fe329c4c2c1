import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';
import { maySeeMark } from '../../memory/scope-privacy.ts';
import { belowScope } from '../../memory/scope-range.ts';

/** A part of the memory that an agent can be given. */
export interface ChoosableScope {
  scope: string;
  label: string;
  isPrivate: boolean;
  /** ids of the private channels that were written there */
  privateChannels: string[];
  /** several private channels in one scope: no telling whose words are whose (MGD-6) */
  isMixed: boolean;
  /** it is read now, by itself or as part of another */
  chosen: boolean;
  confirmed: boolean;
  experiences: number;
  newestAt: Date | null;
}

interface Held {
  path: string;
  experiences: number;
  newest_at: Date | null;
  newest_labels: string[] | null;
  is_private: boolean;
  private_channel: string | null;
  names: string[] | null;
  template: string | null;
}

const mostRows = 100_000;

/**
 * Scopes that hold something, what connectors wrote there, and which are private. Agents' own are
 * left out: each reads its own anyway.
 */
const statement = `
select s.path, coalesce(held.experiences, 0)::int as experiences, newest.observed_at as newest_at,
       newest.labels as newest_labels, p.scope is not null as is_private,
       p.channel_id as private_channel, wrote.names, wrote.template
from (select path from scope where tenant = $1
      union select scope from agent_scope where tenant = $1 and agent = $2) s
left join (select scope, count(*) as experiences from event
           where tenant = $1 and forgotten_at is null group by scope) held on held.scope = s.path
left join private_scope p on p.tenant = $1 and p.scope = s.path
left join lateral (
  select observed_at, labels from event
  where tenant = $1 and scope = s.path and forgotten_at is null
  order by observed_at desc, id desc limit 1) newest on true
left join (
  select w.scope, max(c.settings ->> 'scope_template') as template,
         array_agg(distinct l.record ->> 'name') filter (where l.record ->> 'name' <> '') as names
  from connector_scope w
  left join connector c on c.tenant = w.tenant and c.id = w.connector
  left join ledger_channel l
    on l.tenant = w.tenant and l.connector = w.connector and l.channel_id = w.channel_id
  where w.tenant = $1 group by w.scope) wrote on wrote.scope = s.path
where exists (select from unnest($3::text[]) as reach where ${belowScope('s.path', 'reach')})
  and (held.scope is not null or exists (
    select from agent_scope a where a.tenant = $1 and a.agent = $2 and a.scope = s.path))
  and s.path <> $4 and s.path <> $4 || '/source:desk'
  and not starts_with(s.path, $4 || '/agent:') and not starts_with(s.path, $4 || '/source:desk/')
order by s.path limit ${mostRows}`;

/** What this caller could give an agent, and what of it the agent has: the busiest first. */
export async function choosableScopes(
  db: pg.Pool | pg.PoolClient,
  caller: Caller,
  { agent, rootScope }: { agent: string; rootScope: string },
): Promise<ChoosableScope[]> {
  const [{ rows: held }, given] = await Promise.all([
    db.query<Held>(statement, [caller.tenant, agent, caller.scopes, rootScope]),
    db.query<{ scope: string; confirmed_channels: string[] }>(
      'select scope, confirmed_channels from agent_scope where tenant = $1 and agent = $2',
      [caller.tenant, agent],
    ),
  ]);
  const chosen = given.rows.map(({ scope }) => scope);
  const confirmed = new Set(given.rows.flatMap(({ confirmed_channels }) => confirmed_channels));
  const groups = Map.groupBy(held, ({ path, template }) => channelPart(path, template));
  return [...groups]
    .filter(([scope, rows]) => rows.every((row) => maySee(caller, scope, row)))
    .map(([scope, rows]) => {
      const hidden = rows.filter((row) => row.is_private);
      const channels = hidden.flatMap((row) => row.private_channel ?? []);
      const isMixed = hidden.some((row) => row.private_channel === null);
      return {
        scope,
        label: labelOf(scope, rows),
        isPrivate: hidden.length > 0,
        privateChannels: [...new Set(channels)].sort(),
        isMixed,
        chosen: chosen.some((outer) => scopeCovers(outer, scope)),
        confirmed:
          hidden.length > 0 && !isMixed && channels.every((channel) => confirmed.has(channel)),
        experiences: rows.reduce((sum, row) => sum + row.experiences, 0),
        newestAt: newestOf(rows),
      };
    })
    .sort((a, b) => b.experiences - a.experiences || (a.scope < b.scope ? -1 : 1));
}

/** A template may make a scope of every thread or author: what is chosen is the channel. */
function channelPart(path: string, template: string | null): string {
  const depth = template?.split('/').findIndex((segment) => segment.includes('{channel}')) ?? -1;
  return depth < 0
    ? path
    : path
        .split('/')
        .slice(0, depth + 1)
        .join('/');
}

function maySee(caller: Caller, scope: string, { is_private, private_channel }: Held): boolean {
  return (
    caller.scopes.some((outer) => scopeCovers(outer, scope)) &&
    maySeeMark(caller, is_private ? { channelId: private_channel } : undefined)
  );
}

function labelOf(scope: string, rows: Held[]): string {
  const known = [...new Set(rows.flatMap(({ names }) => names ?? []))].sort();
  // written by a command or another program: its newest experience says
  const told = rows.flatMap(({ newest_labels }) => newest_labels ?? []).find(isChannel);
  const names = known.length > 0 || told === undefined ? known : [told.slice('channel:'.length)];
  if (names.length === 0) return scope.split('/').at(-1) ?? scope;
  const shown = names.slice(0, 3).map((name) => `#${name}`);
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ');
}

const isChannel = (label: string) => label.startsWith('channel:');

function newestOf(rows: Held[]): Date | null {
  const times = rows.flatMap(({ newest_at }) => newest_at?.getTime() ?? []);
  return times.length === 0 ? null : new Date(times.reduce((a, b) => Math.max(a, b)));
}
