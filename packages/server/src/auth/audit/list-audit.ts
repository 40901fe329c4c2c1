import { BelayError } from '@belay/contract/error';
import type { AuditPage, auditQuery } from '@belay/contract/people';
import type pg from 'pg';
import type { z } from 'zod';
import { publicId, uuidOf } from '../../memory/ids.ts';
import type { Caller } from '../authorize.ts';

/**
 * What was done in the caller's tenant, the newest first. Rows that name a scope are for those who
 * reach it; the rest, about people and connectors, for those who reach everything.
 */
export async function listAudit(
  pool: pg.Pool,
  caller: Caller,
  { limit, cursor }: z.output<typeof auditQuery>,
): Promise<AuditPage> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows } = await pool.query<{
    id: string;
    ts: Date;
    micros: string;
    actor: string;
    endpoint: string;
    decision: string;
    scope: string | null;
    details: Record<string, unknown>;
  }>(
    `select a.id, a.ts, to_char(a.ts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as micros,
            a.actor, a.endpoint, a.decision, a.scope, a.details
     from audit a
     where a.tenant = $1
       and ($2::timestamptz is null or (a.ts, a.id) < ($2, $3::uuid))
       and exists (
         select from unnest($4::text[]) as own (path), tenant t
         where t.id = $1
           and (own.path = t.root_scope or a.scope = own.path or starts_with(a.scope, own.path || '/'))
       )
     order by a.ts desc, a.id desc
     limit $5`,
    [caller.tenant, after?.ts ?? null, after?.id ?? null, caller.scopes, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: publicId('audit', row.id),
      ts: row.ts.toISOString(),
      actor: row.actor,
      endpoint: row.endpoint,
      decision: row.decision,
      scope: row.scope,
      details: row.details,
    })),
    next_cursor:
      rows.length > limit && last ? `${last.micros}_${publicId('audit', last.id)}` : null,
  };
}

function readCursor(cursor: string): { ts: string; id: string } {
  const [ts = '', name = ''] = cursor.split(/_(.*)/s);
  const id = uuidOf('audit', name);
  if (
    id !== undefined &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(ts) &&
    !Number.isNaN(Date.parse(ts))
  )
    return { ts, id };
  throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
    field: 'cursor',
    reason: 'not a cursor',
  });
}
