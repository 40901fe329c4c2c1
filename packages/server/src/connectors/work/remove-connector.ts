import { rm } from 'node:fs/promises';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { forgetEvents } from '../../memory/forget/forget-events.ts';
import { checkFence, type Fence, fenced } from '../lease/fence.ts';
import { baseScope } from '../store/base-scope.ts';
import { connectorId } from '../store/connector-id.ts';
import type { ConnectorAtHand, InstallationAtHand } from './read-connectors.ts';
import { importFile } from './read-import.ts';
import { revokeServiceActor, rootJti } from './service-actor.ts';

const atOnce = 500;
const note = 'The connector was deleted with its data.';

/**
 * Removes a connector that nobody works for any more (MGD-3): what it wrote if that is asked, then
 * its rows, its token, and the installation with its secrets when nothing else hangs on it. Each
 * step may be done again: a kill in between is gone on with by the next owner.
 */
export async function removeConnector(
  ctx: Context,
  fence: Fence,
  installation: InstallationAtHand,
  connector: ConnectorAtHand,
  signal: AbortSignal,
): Promise<void> {
  const place = { tenant: installation.tenant, connector: connector.id };
  const scope = baseScope(connector.settings.scope_template);
  // whoever still holds a token of it writes nothing more
  await revokeServiceActor(ctx, place);
  if (connector.forgets)
    await forgetAll(ctx, fence, { connector: connector.id, ...callerOf(place, connector) }, signal);
  signal.throwIfAborted();
  await removeImports(ctx, place);
  await removeLedger(ctx, fence, place, signal);
  await removeRows(ctx, fence, connector, scope);
  ctx.feed.wake();
}

interface Writer {
  connector: string;
  caller: Caller;
  /** everything of it lies below */
  scope: string;
}

/** Its actor, without a token: that one is revoked by now. */
function callerOf(
  { tenant, connector }: { tenant: string; connector: string },
  { actor, settings }: ConnectorAtHand,
): Omit<Writer, 'connector'> {
  const scope = baseScope(settings.scope_template);
  const caller: Caller = {
    tenant,
    actor,
    jti: rootJti(connector),
    expiresAt: 0,
    capabilities: ['forget.cascade.*'],
    scopes: [scope],
    parents: [],
    privateChannels: 'all',
  };
  return { caller, scope };
}

/**
 * Everything that this connector's actor wrote, scope by scope, and the keys of what was forgotten
 * before: they are released with the connector (MEM-2), unless another one writes there too.
 */
async function forgetAll(
  ctx: Context,
  fence: Fence,
  writer: Writer,
  signal: AbortSignal,
): Promise<void> {
  for (let scopes: WrittenScope[] = [{ scope: '', shared: false }]; scopes.length > 0; ) {
    scopes = await scopesAfter(ctx, writer, scopes.at(-1)?.scope ?? '');
    for (const one of scopes) await forgetScope(ctx, fence, writer, one, signal);
  }
}

interface WrittenScope {
  scope: string;
  /** another connector writes there too */
  shared: boolean;
}

/** A page of the scopes that a connector has written to, by name. */
async function scopesAfter(
  ctx: Context,
  { connector, caller }: Writer,
  after: string,
): Promise<WrittenScope[]> {
  const { rows } = await ctx.pool.query<WrittenScope>(
    `select scope, bool_or(exists (
       select from connector_scope o join connector c on c.tenant = o.tenant and c.id = o.connector
       where o.tenant = $1 and o.channel_id = s.channel_id and o.scope = s.scope
         and o.connector <> $2)) as shared
     from connector_scope s where tenant = $1 and connector = $2 and scope > $3
     group by scope order by scope limit ${atOnce}`,
    [caller.tenant, connector, after],
  );
  return rows;
}

async function forgetScope(
  ctx: Context,
  fence: Fence,
  writer: Writer,
  { scope, shared }: WrittenScope,
  signal: AbortSignal,
): Promise<void> {
  for (let after: Place | undefined = beforeAll; after; ) {
    signal.throwIfAborted();
    const { caller } = writer;
    const page: Page = await eventsAfter(ctx, caller, scope, after);
    const ids = shared ? page.own : [...page.own, ...page.tombstones];
    if (ids.length > 0)
      await forgetEvents(ctx, caller, ids, {
        note,
        keys: 'release',
        scope: writer.scope,
        guard: (db) => checkFence(db, fence),
      });
    after = page.last;
  }
}

/** Newest first. */
interface Place {
  observedAt: string;
  id: string;
}
interface Page {
  own: string[];
  /** forgotten before, their keys still taken */
  tombstones: string[];
  last: Place | undefined;
}
const beforeAll: Place = { observedAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** A page of a scope, by its index: what is forgotten meanwhile is not looked at again. */
async function eventsAfter(
  ctx: Context,
  { tenant, actor }: Caller,
  scope: string,
  after: Place,
): Promise<Page> {
  const { rows } = await ctx.pool.query<Place & { own: boolean; tombstone: boolean }>(
    `select id, observed_at::text as "observedAt", caller = $5 as own,
            forgotten_at is not null and idempotency_key like 'slack:%' as tombstone
     from event
     where tenant = $1 and scope = $2 and (observed_at, id) < ($3::timestamptz, $4::uuid)
     order by observed_at desc, id desc limit ${atOnce}`,
    [tenant, scope, after.observedAt, after.id, actor],
  );
  return {
    own: rows.filter(({ own }) => own).map(({ id }) => id),
    tombstones: rows.filter(({ tombstone }) => tombstone).map(({ id }) => id),
    last: rows.at(-1),
  };
}

async function removeImports(
  ctx: Context,
  { tenant, connector }: { tenant: string; connector: string },
): Promise<void> {
  const { rows } = await ctx.pool.query<{ file: string }>(
    'select file from connector_import where tenant = $1 and connector = $2',
    [tenant, connector],
  );
  for (const { file } of rows) await rm(importFile(ctx.config.dataDir, file), { force: true });
}

/** A page at a time, so that no lock is held for long. */
async function removeLedger(
  ctx: Context,
  fence: Fence,
  { tenant, connector }: { tenant: string; connector: string },
  signal: AbortSignal,
): Promise<void> {
  for (const table of [
    'ledger_message',
    'ledger_file',
    'ledger_debt',
    'ledger_intent',
    'ledger_value',
  ])
    for (let removed = 1; removed > 0; ) {
      signal.throwIfAborted();
      removed = await fenced(ctx.pool, fence, async (db) => {
        const { rowCount } = await db.query(
          `delete from ${table} where ctid = any(array(
             select ctid from ${table} where tenant = $1 and connector = $2 limit 10000))`,
          [tenant, connector],
        );
        return rowCount ?? 0;
      });
    }
}

/** The row with what cascades from it, the word of it, and the installation once it is unused. */
async function removeRows(
  ctx: Context,
  fence: Fence,
  { id, forgets }: ConnectorAtHand,
  scope: string,
): Promise<void> {
  const { tenant, installation } = fence;
  await fenced(ctx.pool, fence, async (db) => {
    if (forgets)
      await db.query('delete from connector_scope where tenant = $1 and connector = $2', [
        tenant,
        id,
      ]);
    await db.query('delete from connector where tenant = $1 and id = $2', [tenant, id]);
    const change = JSON.stringify({ connector_id: connectorId(id), what: 'deleted' });
    await db.query(
      `insert into lifecycle (tenant, kind, scope, payload)
       values ($1, 'connector_changed', $2, $3)`,
      [tenant, scope, change],
    );
  });
  // somebody may connect this workspace again at this moment: then the installation stays. What
  // agents were told of it stays, too, for a new install; `removeUnused` lets go of the rest
  await ctx.pool
    .query(
      `delete from slack_installation i where tenant = $1 and id = $2
       and not exists (select from connector c where c.tenant = i.tenant and c.installation = i.id)`,
      [tenant, installation],
    )
    .catch((error: unknown) => {
      const isUsed = error instanceof Error && 'code' in error && error.code === '23503';
      if (!isUsed) throw error;
    });
}
