import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@belay/contract/people';
import { createOrganisation } from '@belay/server/auth/people/create-organisation';
import { roleCapabilities } from '@belay/server/auth/roles';
import type { Context } from '@belay/server/context';

/** The invented company's organisation, and a token that shows what everybody may see of it. */
export interface DemoOrganisation {
  tenant: string;
  scope: string;
  /** reads public channels' memory and connectors, for the page at `/` */
  token: string;
  actor: string;
  /** a token of an admin for an hour: makes the agent, asks its playground */
  mintAdmin(): Promise<string>;
}

const actor = 'system:demo';
const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;

/**
 * The demo's own organisation: the one that the folder remembers, if the database still knows it
 * and `fresh` is not asked for, else a new one. An old one's memory is forgotten by its worker.
 */
export async function demoOrganisation(
  ctx: Context,
  folder: string,
  company: string,
  fresh: boolean,
): Promise<DemoOrganisation> {
  const path = join(folder, 'organisation.json');
  const kept = readTenant(path);
  const known = kept === undefined ? undefined : await find(ctx, kept);
  if (known && !fresh) return withToken(ctx, known);
  if (known) await retire(ctx, known.tenant);
  const made = await createOrganisation(ctx.pool, { name: `${company} (demo)`, isDemo: true });
  const { tenant, rootScope: scope } = made;
  writeFileSync(path, JSON.stringify({ tenant }), { mode: 0o600 });
  return withToken(ctx, { tenant, scope });
}

async function withToken(
  ctx: Context,
  { tenant, scope }: { tenant: string; scope: string },
): Promise<DemoOrganisation> {
  const mint = async (role: Role, ttlMs: number) => {
    const { token } = await ctx.tokens.mint({
      tenant,
      actor,
      capabilities: roleCapabilities[role],
      scopes: [scope],
      ttlMs,
      // the page is for anybody: private channels' memory never shows there (SEC-2)
      privateChannels: [],
    });
    return token;
  };
  return {
    ...{ tenant, scope, actor },
    token: await mint('viewer', yearMs),
    mintAdmin: () => mint('admin', hourMs),
  };
}

async function find(
  ctx: Context,
  id: string,
): Promise<{ tenant: string; scope: string } | undefined> {
  const { rows } = await ctx.pool.query<{ tenant: string; scope: string }>(
    `select tenant.id as tenant, root_scope as scope from tenant
     join organisation on organisation.tenant = tenant.id where is_demo and tenant.id = $1`,
    [id],
  );
  return rows[0];
}

/** Nobody sees it any more, and what it remembers is forgotten. */
async function retire(ctx: Context, tenant: string): Promise<void> {
  await ctx.pool.query(`delete from member where tenant = $1`, [tenant]);
  await ctx.pool.query(
    `with ended as (
       update connector set wanted = 'deleting', forgets = true where tenant = $1
       returning installation
     )
     select pg_notify('belay_connectors', installation::text) from ended`,
    [tenant],
  );
}

function readTenant(path: string): string | undefined {
  try {
    const { tenant } = JSON.parse(readFileSync(path, 'utf8')) as { tenant?: unknown };
    return typeof tenant === 'string' && /^[0-9a-f-]{36}$/.test(tenant) ? tenant : undefined;
  } catch {
    // no file yet, or damaged: then a new one is made
    return undefined;
  }
}
