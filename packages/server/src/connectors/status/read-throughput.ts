import type { ThroughputPoint } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { z } from 'zod';

const moment = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) > 0, 'an instant after 1970');

export const throughputQuery = z.object({
  /** default an hour before `to` */
  from: moment.optional(),
  /** default now */
  to: moment.optional(),
  /** seconds of one point; the table knows ten seconds of the last day, minutes of the last month */
  step: z.coerce.number().int().min(10).max(86_400).default(60),
});

const mostPoints = 2_000;
const hourMs = 3_600_000;

/** What was captured, by `step` seconds, oldest first; stretches without anything are zeros. */
export async function readThroughput(
  pool: pg.Pool,
  { tenant, connector }: { tenant: string; connector: string },
  query: z.output<typeof throughputQuery>,
  nowMs: number,
): Promise<ThroughputPoint[]> {
  const stepMs = query.step * 1000;
  const to = query.to === undefined ? nowMs : Date.parse(query.to);
  const from = query.from === undefined ? to - hourMs : Date.parse(query.from);
  if (from > to || (to - from) / stepMs > mostPoints)
    throw new BelayError(
      'INVALID_QUERY',
      `Between from and to have to lie at most ${mostPoints} steps. Take a longer step or a shorter time.`,
      { field: 'step', reason: 'too many points' },
    );
  const { rows } = await pool.query<Omit<ThroughputPoint, 'at'> & { at: Date }>({
    name: 'connector-throughput',
    text: `select p.at, coalesce(sum(t.messages), 0)::int as messages,
             coalesce(sum(t.replies), 0)::int as replies, coalesce(sum(t.files), 0)::int as files,
             coalesce(sum(t.reactions), 0)::int as reactions,
             coalesce(sum(t.versions), 0)::int as versions,
             coalesce(sum(t.forgotten), 0)::int as forgotten
           from generate_series($3::timestamptz, $4::timestamptz, $5::interval) as p (at)
           left join throughput t on t.tenant = $1 and t.connector = $2
             and t.at >= p.at and t.at < p.at + $5::interval
           group by p.at order by p.at`,
    values: [
      tenant,
      connector,
      // whole steps: two looks at the same time show the same points
      new Date(Math.floor(from / stepMs) * stepMs),
      new Date(to),
      `${query.step} seconds`,
    ],
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
