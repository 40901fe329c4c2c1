import type {
  AnnouncementsPage,
  AnnouncementView,
  announcementsQuery,
} from '@belay/contract/desk/webhook';
import type pg from 'pg';
import type { z } from 'zod';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { type AnnouncementRow, announcementPayload } from './announcement-payload.ts';
import { pageOf, readCursor } from './id-cursor.ts';

interface Told {
  delivery: string;
  state: AnnouncementView['told'][number]['state'];
  reason: string | null;
  webhook: string;
  name: string;
}

/** What happened on a tenant's desk, the newest first, and who was told. */
export async function listAnnouncements(
  pool: pg.Pool,
  tenant: string,
  query: z.output<typeof announcementsQuery>,
): Promise<AnnouncementsPage> {
  const before = readCursor('ann', query.cursor);
  // an id that is none names nothing, like another tenant's
  const ids = [
    query.agent_id === undefined ? null : uuidOf('agt', query.agent_id),
    query.conversation_id === undefined ? null : uuidOf('cnv', query.conversation_id),
  ];
  if (ids.includes(undefined)) return { items: [], next_cursor: null };
  const { rows } = await pool.query<AnnouncementRow & { told: Told[] }>(
    `select n.id, n.kind, n.agent, a.name as agent_name, n.conversation, n.data, n.at, told.list as told
     from announcement n
     left join agent a on a.tenant = n.tenant and a.id = n.agent
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('delivery', d.id, 'state', d.state,
                'reason', d.reason, 'webhook', w.id, 'name', w.name) order by d.id), '[]') as list
       from webhook_delivery d join webhook w on w.tenant = d.tenant and w.id = d.webhook
       where d.tenant = n.tenant and d.announcement = n.id) told
     where n.tenant = $1 and ($2::uuid is null or n.id < $2) and ($3::text is null or n.kind = $3)
       and ($4::uuid is null or n.agent = $4) and ($5::uuid is null or n.conversation = $5)
     order by n.id desc limit $6`,
    [tenant, before, query.event ?? null, ...ids, query.limit + 1],
  );
  const { page, next_cursor } = pageOf('ann', rows, query.limit);
  return {
    items: page.map(({ told, ...row }) => ({
      ...announcementPayload(row),
      told: told.map(({ delivery, state, reason, webhook, name }) => ({
        via: 'webhook',
        webhook: { id: publicId('whk', webhook), name },
        delivery_id: publicId('dlv', delivery),
        state,
        reason,
      })),
    })),
    next_cursor,
  };
}
