import type { LeadsPage, leadsQuery } from '@belay/contract/desk/visitor';
import type pg from 'pg';
import type { z } from 'zod';
import { uuidOf } from '../../memory/ids.ts';
import { pageOf, readCursor } from '../announce/id-cursor.ts';
import { type LeadRow, leadColumns, leadView } from './lead-view.ts';

/** A tenant's leads, the newest first; with a search, those of which any value has it. */
export async function listLeads(
  pool: pg.Pool,
  tenant: string,
  { agent_id, query, cursor, limit }: z.output<typeof leadsQuery>,
): Promise<LeadsPage> {
  const before = readCursor('led', cursor);
  const agent = agent_id === undefined ? null : uuidOf('agt', agent_id);
  // an id that is none names nothing, like another tenant's
  if (agent === undefined) return { items: [], next_cursor: null };
  const { rows } = await pool.query<LeadRow>({
    name: 'list-leads',
    text: `select ${leadColumns}
           where l.tenant = $1 and ($2::uuid is null or l.id < $2) and ($3::uuid is null or l.agent = $3)
             and ($4::text is null or exists (
               select from jsonb_array_elements(l.fields) f
               where strpos(lower(f ->> 'value'), lower($4)) > 0))
           order by l.id desc limit $5`,
    values: [tenant, before, agent, query?.trim() || null, limit + 1],
  });
  const { page, next_cursor } = pageOf('led', rows, limit);
  return { items: page.map(leadView), next_cursor };
}
