import type pg from 'pg';
import { publicId } from '../../memory/ids.ts';
import type { DeskFeed, DeskMoment } from './desk-feed.ts';

/** Which visitors have a widget open, in any process: rows that each process renews for its own. */
export interface Presence {
  /** a stream of theirs begins; answers how it ends */
  enter(tenant: string, visitor: string): () => void;
  /** how many streams they have open here */
  count(tenant: string, visitor: string): number;
  /** says again that those who listen here are there; by itself every 15 s */
  renew(): Promise<void>;
  /** resolves when all rows are written */
  close(): Promise<void>;
}

const renewMs = 15_000;
/** One renewal may be late; a process that dies leaves nobody online for longer than this. */
const aliveS = 40;
/** A page that loads anew is away for a moment, and nobody is told. */
const graceS = 20;

/** In one order everywhere, so that processes never wait for each other in a circle. */
const enterRows = `
insert into visitor_online as o (tenant, visitor, until)
select v.tenant, v.id, now() + make_interval(secs => $3)
from unnest($1::uuid[], $2::uuid[]) as w (tenant, visitor)
join visitor v on v.tenant = w.tenant and v.id = w.visitor
where v.blocked_at is null and v.erased_at is null
order by v.tenant, v.id
on conflict (tenant, visitor) do update set until = excluded.until
returning o.tenant, o.visitor, xmax = 0 as is_new`;

const leaveRow = `
update visitor_online set until = now() + make_interval(secs => $3)
where tenant = $1 and visitor = $2`;

export function createPresence(
  pool: pg.Pool,
  feed: DeskFeed,
  onProblem: (error: unknown) => void,
): Presence {
  const here = new Map<string, { tenant: string; visitor: string; streams: number }>();
  /** one statement after the other: who leaves and comes back is there in the end */
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const write = (work: () => Promise<unknown>) => {
    turn = turn.then(work).catch(onProblem);
    return turn;
  };

  const renew = async (who: { tenant: string; visitor: string }[]) => {
    const { rows } = await pool.query<{ tenant: string; visitor: string; is_new: boolean }>({
      name: 'visitor-online',
      text: enterRows,
      values: [who.map(({ tenant }) => tenant), who.map(({ visitor }) => visitor), aliveS],
    });
    for (const { tenant, visitor, is_new } of rows)
      if (is_new) feed.say(online(tenant, visitor, true));
    // a word that ended their streams may have been lost on its way
    const standing = new Set(rows.map(keyOf));
    for (const one of who)
      if (!standing.has(keyOf(one)) && here.has(keyOf(one))) feed.dismiss(one.tenant, one.visitor);
  };
  const renewAll = async () => {
    if (here.size > 0) await write(() => renew([...here.values()]));
  };
  const timer = setInterval(renewAll, renewMs);
  timer.unref();

  return {
    enter(tenant, visitor) {
      const who = { tenant, visitor };
      const entry = here.get(keyOf(who)) ?? { ...who, streams: 0 };
      here.set(keyOf(who), entry);
      entry.streams += 1;
      if (entry.streams === 1) void write(() => renew([who]));
      let hasLeft = false;
      return () => {
        if (hasLeft) return;
        hasLeft = true;
        entry.streams -= 1;
        if (entry.streams > 0) return;
        here.delete(keyOf(who));
        if (isClosed) return;
        void write(() =>
          pool.query({ name: 'visitor-leaves', text: leaveRow, values: [tenant, visitor, graceS] }),
        );
      };
    },
    count: (tenant, visitor) => here.get(keyOf({ tenant, visitor }))?.streams ?? 0,
    renew: renewAll,
    async close() {
      clearInterval(timer);
      await turn;
      isClosed = true;
    },
  };
}

/** Says who is gone: one of the processes, once. */
export async function sweepGone(pool: pg.Pool, feed: DeskFeed): Promise<number> {
  const { rows } = await pool.query<{ tenant: string; visitor: string }>(
    'delete from visitor_online where until <= now() returning tenant, visitor',
  );
  for (const { tenant, visitor } of rows) feed.say(online(tenant, visitor, false));
  return rows.length;
}

function keyOf({ tenant, visitor }: { tenant: string; visitor: string }): string {
  return `${tenant} ${visitor}`;
}

function online(tenant: string, visitor: string, isOnline: boolean): DeskMoment {
  return {
    ...{ tenant, visitor, conversation: null, forVisitor: null },
    forOperators: { kind: 'online', visitor_id: publicId('vis', visitor), online: isOnline },
  };
}
