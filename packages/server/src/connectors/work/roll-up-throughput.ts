import type pg from 'pg';

const gone = `delete from throughput
where tenant = $1 and connector = $2 and at < now() - interval '31 days'`;

/** Older than a day: by minutes. What is deleted and what is written are different rows. */
const byMinutes = `
with fine as (
  delete from throughput
  where tenant = $1 and connector = $2 and at < now() - interval '1 day'
    and at <> date_trunc('minute', at)
  returning *
)
insert into throughput as t
  (tenant, connector, at, messages, replies, files, reactions, versions, forgotten)
select tenant, connector, date_trunc('minute', at), sum(messages), sum(replies), sum(files),
       sum(reactions), sum(versions), sum(forgotten)
from fine group by tenant, connector, date_trunc('minute', at)
on conflict (tenant, connector, at) do update set
  messages = t.messages + excluded.messages, replies = t.replies + excluded.replies,
  files = t.files + excluded.files, reactions = t.reactions + excluded.reactions,
  versions = t.versions + excluded.versions, forgotten = t.forgotten + excluded.forgotten`;

/** Keeps a chart's rows few: 10 s for a day, minutes for a month. */
export async function rollUpThroughput(
  pool: pg.Pool,
  { tenant, connector }: { tenant: string; connector: string },
): Promise<void> {
  await pool.query(gone, [tenant, connector]);
  await pool.query(byMinutes, [tenant, connector]);
}
