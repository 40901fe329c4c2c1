import type {
  SlackDeliveriesPage,
  slackDeliveriesQuery,
} from '@belay/contract/desk/slack-delivery';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { z } from 'zod';
import { findAgent } from '../../agents/find-agent.ts';
import { type DeliveryRow, deliveryColumns, deliveryJoins, deliveryView } from './delivery-row.ts';

const statement = `
select ${deliveryColumns} from slack_post p ${deliveryJoins}
where p.tenant = $1 and p.agent = $2 and ($3::bigint is null or p.n < $3)
  and ($4::text[] is null or p.state = any($4)) and ($5::text is null or p.event = $5)
  and ($6::text is null or p.channel = $6)
order by p.n desc limit $7`;

/** What an agent told in Slack, and what it didn't, the newest first. Throws NOT_FOUND. */
export async function listDeliveries(
  pool: pg.Pool,
  tenant: string,
  agent: string,
  { state, event, channel, cursor, limit }: z.output<typeof slackDeliveriesQuery>,
): Promise<SlackDeliveriesPage> {
  await findAgent(pool, { tenant, agent });
  // what is on its way this very moment is nothing that people tell apart
  const states = state === 'waiting' ? ['waiting', 'sending'] : state && [state];
  const { rows } = await pool.query<DeliveryRow>(statement, [
    ...[tenant, agent, readCursor(cursor), states ?? null, event ?? null, channel ?? null],
    limit + 1,
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(deliveryView),
    next_cursor: rows.length > limit && last ? `n${last.n}` : null,
  };
}

function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const n = /^n(\d{1,18})$/.exec(cursor)?.[1];
  if (n !== undefined) return n;
  throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
    field: 'cursor',
    reason: 'not a cursor',
  });
}
