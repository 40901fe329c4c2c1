import { BelayError } from '@belay/contract/error';
import type { EventItem } from '@belay/contract/read';
import type pg from 'pg';
import { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import { eventColumns, eventItem, type StoredEvent } from '../../memory/events/event-item.ts';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { privacyFilter } from '../../memory/scope-privacy.ts';
import { belowScope } from '../../memory/scope-range.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { slackLink } from './slack-link.ts';

export const recentQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** an event id: what was written before it */
  before: z.string().max(64).optional(),
});

/** An experience with the message in Slack that it came from. */
export interface RecentItem extends EventItem {
  link: string | null;
}

/** Clocks of the processes that write and of the database may differ by this. */
const slackMs = 10 * 60_000;

/**
 * What a connector wrote last, newest first, as far as the caller may read it. Ids are in the order
 * of writing, so the page is a walk down the primary key; it begins where this connector last wrote,
 * not at what others wrote since.
 */
export async function readRecent(
  pool: pg.Pool,
  caller: Caller,
  row: Pick<ConnectorRow, 'id' | 'actor' | 'url'>,
  { limit, before }: z.output<typeof recentQuery>,
): Promise<{ items: RecentItem[]; next_before: string | null }> {
  const from = before === undefined ? null : uuidOf('evt', before);
  if (from === undefined)
    throw new BelayError('INVALID_QUERY', 'before is an event id, or left out.', {
      field: 'before',
      reason: 'not an event id',
    });
  const start = from ?? (await lastWritten(pool, caller.tenant, row.id));
  const hidden = privacyFilter(caller);
  const { rows } = await pool.query<StoredEvent>({
    name: `connector-recent-${hidden.value === null ? 'all' : 'some'}`,
    text: `select ${eventColumns} from event e
           where e.tenant = $1 and e.caller = $2 and e.forgotten_at is null
             and exists (select from unnest($3::text[]) as held where ${belowScope('e.scope', 'held')})
             and ${hidden.sql('e.scope', '$4')} and e.id < $5::uuid
           order by e.id desc limit $6`,
    values: [caller.tenant, row.actor, caller.scopes, hidden.value, start, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((event) => ({ ...eventItem(event), link: linkOf(event.labels, row.url) })),
    next_before: rows.length > limit && last ? publicId('evt', last.id) : null,
  };
}

/** An id above everything that the connector has written. */
async function lastWritten(pool: pg.Pool, tenant: string, connector: string): Promise<string> {
  const { rows } = await pool.query<{ at: Date | null }>(
    'select max(at) as at from throughput where tenant = $1 and connector = $2',
    [tenant, connector],
  );
  const at = rows[0]?.at;
  if (!at) return 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  const time = (at.getTime() + slackMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

function linkOf(labels: readonly string[], workspaceUrl: string): string | null {
  const labelled = (name: string) =>
    labels.find((label) => label.startsWith(`${name}:`))?.slice(name.length + 1);
  const channel = labelled('channel_id');
  const ts = labelled('ts');
  if (channel === undefined || ts === undefined) return null;
  return slackLink(workspaceUrl, channel, ts, labelled('thread_ts'));
}
