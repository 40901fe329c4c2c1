import type { Experience } from '@belay/contract/experience';
import type pg from 'pg';
import { uuidOf } from '../ids.ts';
import { indexText } from './index-text.ts';

/** Small enough for a commit of about a second, large enough to amortise it. */
const largestBatch = 1_000;

interface Captured {
  tenant: string;
  xid: string;
  seq: number;
  events: string[];
}

/**
 * Follows the captured rows in (xid, seq) order and fills the search side, one batch and one
 * transaction a call. The position row is locked: one indexer at a time, whichever process runs it.
 * Returns how many rows it passed, or `busy` when another process holds the position.
 */
export async function indexBatch(pool: pg.Pool): Promise<number | 'busy'> {
  const client = await pool.connect();
  let open = true;
  try {
    await client.query('begin');
    const position = await client.query<{ xid: string; seq: number }>(
      'select xid::text, seq from index_position for update skip locked',
    );
    const from = position.rows[0];
    if (!from) return 'busy';
    const captured = await nextCaptured(client, from);
    const last = captured.at(-1);
    if (!last) return 0;
    await fill(client, captured);
    await client.query('update index_position set xid = $1::xid8, seq = $2', [last.xid, last.seq]);
    await client.query('commit');
    open = false;
    return captured.length;
  } finally {
    if (open) await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** The next rows of any kind, so many that their events fill a batch; a row is never split. */
async function nextCaptured(
  client: pg.PoolClient,
  from: { xid: string; seq: number },
): Promise<Captured[]> {
  const { rows } = await client.query<Captured>({
    name: 'next-captured',
    text: `select tenant, xid::text, seq, case when kind = 'captured' then events else '{}' end as events
           from (
             select *, sum(cardinality(events)) over (order by xid, seq) - cardinality(events) as before
             from (
               select * from lifecycle
               where (xid, seq) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
               order by xid, seq limit 200
             ) as ahead
           ) as summed
           where before < $3 order by xid, seq`,
    values: [from.xid, from.seq, largestBatch],
  });
  return rows;
}

async function fill(client: pg.PoolClient, captured: Captured[]): Promise<void> {
  const { rows } = await client.query<{
    tenant: string;
    id: string;
    envelope: string;
    caller: string;
    scope: string;
    recorded_at: Date;
  }>({
    name: 'events-to-index',
    text: `select e.tenant, e.id, e.envelope, e.caller, e.scope, e.recorded_at
           from unnest($1::uuid[], $2::uuid[]) as w (tenant, id)
           join event e on e.tenant = w.tenant and e.id = w.id
           where e.forgotten_at is null
             and not exists (select from event_text t where t.tenant = e.tenant and t.event_id = e.id)
           for share of e`,
    values: [
      captured.flatMap((row) => row.events.map(() => row.tenant)),
      captured.flatMap((row) => row.events),
    ],
  });
  if (rows.length === 0) return;
  const parsed = rows.map((row) => JSON.parse(row.envelope) as Experience);
  await client.query({
    name: 'index-events',
    text: `with input as (
             select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
               as t (tenant, id, words, preceded_by)
           ), indexed as (
             insert into event_text (tenant, event_id, scope, modality, observed_actor, observed_at,
                                     recorded_at, labels, preceded_by, words)
             select e.tenant, e.id, e.scope, e.modality, e.observed_actor, e.observed_at, e.recorded_at, e.labels,
                    i.preceded_by::uuid[], to_tsvector('english', i.words)
             from input i join event e on e.tenant = i.tenant and e.id = i.id
             on conflict do nothing
             returning tenant, event_id, scope
           )
           insert into lifecycle (tenant, kind, scope, events)
           select tenant, 'indexed', scope, array_agg(event_id order by event_id)
           from indexed group by tenant, scope`,
    values: [
      rows.map((row) => row.tenant),
      rows.map((row) => row.id),
      parsed.map(indexText),
      parsed.map((envelope) => `{${precededBy(envelope).join(',')}}`),
    ],
  });
  await closeSuperseded(
    client,
    rows.flatMap((row, index) =>
      supersedes(parsed[index] as Experience).map((closed) => ({ ...row, closed })),
    ),
  );
}

/** A newer version closes an older one if tenant, scope and writer are the same (MEM-7). */
async function closeSuperseded(
  client: pg.PoolClient,
  pairs: { tenant: string; closed: string; caller: string; scope: string; recorded_at: Date }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await client.query({
    name: 'close-superseded',
    text: `update event_text t set closed_at = p.at
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
                  as p (tenant, id, caller, scope, at)
           join event e on e.tenant = p.tenant and e.id = p.id and e.caller = p.caller and e.scope = p.scope
           where t.tenant = e.tenant and t.event_id = e.id and t.closed_at is null`,
    values: [
      pairs.map((pair) => pair.tenant),
      pairs.map((pair) => pair.closed),
      pairs.map((pair) => pair.caller),
      pairs.map((pair) => pair.scope),
      pairs.map((pair) => pair.recorded_at),
    ],
  });
}

const supersedesPrefix = 'supersedes:';

function supersedes(envelope: Experience): string[] {
  return (envelope.context?.labels ?? [])
    .filter((label) => label.startsWith(supersedesPrefix))
    .map((label) => uuidOf('evt', label.slice(supersedesPrefix.length)))
    .filter((id) => id !== undefined);
}

function precededBy(envelope: Experience): string[] {
  return (envelope.context?.preceded_by ?? [])
    .map((id) => uuidOf('evt', id))
    .filter((id) => id !== undefined);
}
