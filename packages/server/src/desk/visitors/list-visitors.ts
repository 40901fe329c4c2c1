import type { VisitorsPage, visitorsQuery } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { z } from 'zod';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { type VisitorRow, visitorColumns, visitorView } from './visitor-view.ts';

/** Visitors of a tenant, who was here last first; with a search, those of whom any word has it. */
export async function listVisitors(
  pool: pg.Pool,
  tenant: string,
  { query, cursor, limit }: z.output<typeof visitorsQuery>,
): Promise<VisitorsPage> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows } = await pool.query<VisitorRow & { micros: string }>({
    name: 'list-visitors',
    text: `select ${visitorColumns},
             to_char(v.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as micros
           from visitor v
           where v.tenant = $1 and v.erased_at is null
             and ($2::timestamptz is null or (v.last_seen_at, v.id) < ($2, $3::uuid))
             and ($4::text is null or strpos(
               lower(concat_ws(' ', v.name, v.email, v.phone, v.external_id)), lower($4)) > 0)
           order by v.last_seen_at desc, v.id desc limit $5`,
    values: [tenant, after?.at ?? null, after?.id ?? null, query?.trim() || null, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(visitorView),
    next_cursor: rows.length > limit && last ? `${last.micros}_${publicId('vis', last.id)}` : null,
  };
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', name = ''] = cursor.split(/_(.*)/s);
  const id = uuidOf('vis', name);
  const isTime =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) && !Number.isNaN(Date.parse(at));
  if (id !== undefined && isTime) return { at, id };
  throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
    field: 'cursor',
    reason: 'not a cursor',
  });
}
