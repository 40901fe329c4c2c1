import type { ConnectorProgress } from '@belay/contract/connector';
import type pg from 'pg';
import type { Fence } from '../lease/fence.ts';
import type { Flow, ToldStatus } from './status-book.ts';

/**
 * One statement: the status, what was captured into its ten seconds, and a row for those who
 * follow the lifecycle. Nothing of it when the lease is another's.
 */
const statement = `
with told as (
  update connector set status = $6::jsonb, status_at = clock_timestamp()
  where tenant = $1 and id = $2 and exists (
    select from lease where tenant = $1 and installation = $3 and owner = $4 and fence = $5
                    and kind = 'connectors')
  returning id
), flow as (
  insert into throughput as t
    (tenant, connector, at, messages, replies, files, reactions, versions, forgotten)
  select $1, id, to_timestamp(floor(extract(epoch from clock_timestamp()) / 10) * 10),
         $7::int, $8::int, $9::int, $10::int, $11::int, $12::int
  from told where $7::int + $8::int + $9::int + $10::int + $11::int + $12::int > 0
  on conflict (tenant, connector, at) do update set
    messages = t.messages + excluded.messages, replies = t.replies + excluded.replies,
    files = t.files + excluded.files, reactions = t.reactions + excluded.reactions,
    versions = t.versions + excluded.versions, forgotten = t.forgotten + excluded.forgotten
), news as (
  insert into lifecycle (tenant, kind, scope, payload)
  select $1, 'connector_progress', $13, $14::jsonb from told where $14::jsonb is not null
)
select id from told`;

export interface StatusToWrite {
  connector: string;
  status: ToldStatus;
  flow: Flow;
  /** undefined: not yet time for another row */
  news: { scope: string; progress: ConnectorProgress } | undefined;
}

/** False when the lease is lost: nothing was written. */
export async function writeStatus(
  pool: pg.Pool,
  { tenant, installation, owner, fence }: Fence,
  { connector, status, flow, news }: StatusToWrite,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'write-status',
    text: statement,
    values: [
      tenant,
      connector,
      installation,
      owner,
      fence,
      JSON.stringify(status),
      flow.messages,
      flow.replies,
      flow.files,
      flow.reactions,
      flow.versions,
      flow.forgotten,
      news?.scope ?? '',
      news === undefined ? null : JSON.stringify(news.progress),
    ],
  });
  return rowCount === 1;
}
