import { botEvents } from '@belay/slack/app/bot-events';
import type pg from 'pg';
import type { LifecycleFeed } from '../../memory/lifecycle/lifecycle-feed.ts';
import type { Installed } from '../book/installation-book.ts';
import { tellConnectors } from '../tell-connectors.ts';

/** What a verified delivery shows about the subscription: that it works, and which events come. */
export interface Ticks {
  /** `name` as in the catalogue, e.g. `message.channels`; `at` ms since the epoch */
  note(installations: Installed[], tick: { name: string; appId?: string; at: number }): void;
  /** writes what is noted; on the way down */
  close(): Promise<void>;
}

const restMs = 1_000;
const ticked = new Set(botEvents);

/** First arrivals stay, whoever saw them; rows are locked in order, so that processes never cross. */
const statement = `
with tick as (
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::jsonb[])
    as t (tenant, installation, app_id, at, seen)
), known as (
  -- an app that stands there already, of whomever, stays the only one with agents
  update slack_installation i set heard_at = t.at, app_id = coalesce(i.app_id, case when not exists (
      select from slack_installation o where i.is_desk and o.is_desk and o.state = 'active'
        and o.team_id = i.team_id and o.app_id = t.app_id and (o.tenant, o.id) <> (i.tenant, i.id)
    ) then t.app_id end)
  from tick t
  where i.tenant = t.tenant and i.id = t.installation
    and (i.app_id is null and t.app_id is not null
         or t.at > coalesce(i.heard_at, '-infinity') + interval '30 s')
), locked as (
  select c.tenant, c.id, t.at, t.seen, t.installation,
         t.seen - array(select jsonb_object_keys(c.events_seen)) <> '{}'::jsonb as is_new
  from connector c join tick t on t.tenant = c.tenant and t.installation = c.installation
  order by c.tenant, c.id
  for no key update of c
)
update connector c
set last_event_at = greatest(c.last_event_at, l.at), events_seen = l.seen || c.events_seen
from locked l
where c.tenant = l.tenant and c.id = l.id
returning l.tenant, l.installation as id, l.is_new`;

interface Noted {
  tenant: string;
  installation: string;
  appId: string | undefined;
  at: number;
  /** name → ms of the first arrival noted here */
  seen: Map<string, number>;
}

/** At most one write a second, however many events: the first one at once. */
export function createTicks(
  to: { pool: pg.Pool; feed: Pick<LifecycleFeed, 'wake'> },
  onProblem: (error: unknown) => void,
): Ticks {
  const noted = new Map<string, Noted>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  const write = async () => {
    const batch = [...noted.values()];
    noted.clear();
    if (batch.length === 0) return;
    try {
      const { rows } = await to.pool.query<{ tenant: string; id: string; is_new: boolean }>({
        ...{ name: 'tick-connectors', text: statement, values: columns(batch) },
      });
      const told = new Map(rows.filter((row) => row.is_new).map((row) => [row.id, row]));
      await tellConnectors(to, [...told.values()], 'heard');
    } catch (error) {
      onProblem(error);
    }
  };
  const writeSoon = () => {
    if (timer || writing) return;
    writing = write().finally(() => {
      writing = undefined;
      timer = setTimeout(() => {
        timer = undefined;
        if (noted.size > 0) writeSoon();
      }, restMs);
      timer.unref();
    });
  };

  return {
    note(installations, { name, appId, at }) {
      for (const { tenant, id } of installations) {
        const one = noted.get(id) ?? {
          ...{ tenant, installation: id, appId, at },
          seen: new Map<string, number>(),
        };
        one.at = Math.max(one.at, at);
        one.appId ??= appId;
        if (ticked.has(name) && !one.seen.has(name)) one.seen.set(name, at);
        noted.set(id, one);
      }
      if (noted.size > 0) writeSoon();
    },
    async close() {
      await writing;
      clearTimeout(timer);
      await write();
    },
  };
}

function columns(batch: Noted[]) {
  return [
    batch.map(({ tenant }) => tenant),
    batch.map(({ installation }) => installation),
    batch.map(({ appId }) => appId ?? null),
    batch.map(({ at }) => new Date(at)),
    batch.map(({ seen }) =>
      JSON.stringify(
        Object.fromEntries([...seen].map(([name, at]) => [name, new Date(at).toISOString()])),
      ),
    ),
  ];
}
