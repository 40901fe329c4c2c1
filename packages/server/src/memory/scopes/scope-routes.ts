import { BelayError } from '@belay/contract/error';
import { scope } from '@belay/contract/experience';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { forgetEvents } from '../forget/forget-events.ts';
import { mayReadScope, privacyFilter } from '../scope-privacy.ts';
import { belowScope } from '../scope-range.ts';

const createBody = z.strictObject({
  path: scope,
  members: z
    .array(z.strictObject({ actor: z.string(), role: z.enum(['owner', 'writer', 'reader']) }))
    .max(1000)
    .optional(),
  policies: z.record(z.string(), z.unknown()).optional(),
});
const pathQuery = z.object({ path: scope });
const deleteQuery = z.object({ path: scope, records: z.enum(['forget', 'keep']).optional() });
const listQuery = z.object({
  prefix: scope.optional(),
  auto_provisioned: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

interface ScopeRow {
  path: string;
  auto_provisioned: boolean;
  created_at: Date;
  settings: { members?: unknown; policies?: unknown };
}

/** `/v1/scopes`: made by their first write, or by hand (MEM-5). */
export function scopeRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/scopes', async (c) => {
    const caller = c.get('caller');
    const { path, ...settings } = await parseBody(c, createBody);
    authorize(caller, 'scope.create.child', path);
    const { rows } = await ctx.pool.query<ScopeRow>(
      `insert into scope (tenant, path, auto_provisioned, settings) values ($1, $2, false, $3)
       on conflict (tenant, path) do nothing returning path, auto_provisioned, created_at, settings`,
      [caller.tenant, path, JSON.stringify(settings)],
    );
    if (!rows[0])
      throw new BelayError(
        'SCOPE_EXISTS',
        'This scope exists already. GET /v1/scopes?path= shows it.',
      );
    return c.json(shown(rows[0]), 201);
  });

  routes.get('/v1/scopes', async (c) => {
    const caller = c.get('caller');
    const { path } = parseQuery(c, pathQuery);
    authorize(caller, 'scope.read.local', path);
    const { rows } = await ctx.pool.query<ScopeRow>(
      'select path, auto_provisioned, created_at, settings from scope where tenant = $1 and path = $2',
      [caller.tenant, path],
    );
    // a private one that isn't the caller's to read looks like one that isn't there
    if (!rows[0] || !(await mayReadScope(ctx.pool, caller, path)))
      throw new BelayError('NOT_FOUND', 'There is no such scope; its first write makes it.');
    return c.json(shown(rows[0]));
  });

  routes.get('/v1/scopes/list', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, listQuery);
    authorize(caller, 'scope.read.local');
    const privacy = privacyFilter(caller);
    const { rows } = await ctx.pool.query<ScopeRow>(
      `select path, auto_provisioned, created_at, settings from scope
       where tenant = $1 and ($2::text is null or ${belowScope('path', '$2')})
         and ($3::boolean is null or auto_provisioned = $3)
         and exists (select from unnest($4::text[]) as held where ${belowScope('path', 'held')})
         and ${privacy.sql('path', '$6')}
       order by path limit $5`,
      [
        caller.tenant,
        query.prefix ?? null,
        query.auto_provisioned === undefined ? null : query.auto_provisioned === 'true',
        caller.scopes,
        query.limit,
        privacy.value,
      ],
    );
    return c.json({
      items: rows.map(({ path, auto_provisioned }) => ({ path, auto_provisioned })),
    });
  });

  routes.delete('/v1/scopes', async (c) => {
    const caller = c.get('caller');
    const { path, records } = parseQuery(c, deleteQuery);
    authorize(caller, 'scope.write', path);
    const { rows } = await ctx.pool.query<{ id: string }>(
      `select id from event where tenant = $1 and scope = $2 and forgotten_at is null`,
      [caller.tenant, path],
    );
    if (rows.length > 0 && records === undefined)
      throw new BelayError(
        'SCOPE_HAS_RECORDS',
        `The scope holds ${rows.length} experiences. Say records=forget to erase them, or records=keep to keep them.`,
        { records: rows.length },
      );
    if (records === 'forget') {
      authorize(caller, 'forget.cascade.redact_events', path);
      const ids = rows.map((row) => row.id);
      await forgetEvents(ctx, caller, ids, { note: 'scope deleted', keys: 'release', scope: path });
    }
    await ctx.pool.query('delete from scope where tenant = $1 and path = $2', [
      caller.tenant,
      path,
    ]);
    return c.body(null, 204);
  });

  return routes;
}

function shown(row: ScopeRow) {
  return {
    path: row.path,
    auto_provisioned: row.auto_provisioned,
    created_at: row.created_at.toISOString(),
    members: row.settings.members ?? [],
    policies: row.settings.policies ?? {},
    inherited_policy: ancestors(row.path).at(-1) ?? null,
  };
}

function ancestors(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}
