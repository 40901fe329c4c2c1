import type pg from 'pg';
import { baseScope } from '../connectors/store/base-scope.ts';
import { connectorId } from '../connectors/store/connector-id.ts';
import type { LifecycleFeed } from '../memory/lifecycle/lifecycle-feed.ts';
import type { Installed } from './book/installation-book.ts';

/** What Slack's side did to a connector, for whoever watches its page. */
export type ConnectorNews = 'connected' | 'disconnected' | 'revoked' | 'heard';

/** A lifecycle row for each connector of these installations. */
export async function tellConnectors(
  { pool, feed }: { pool: pg.Pool; feed: Pick<LifecycleFeed, 'wake'> },
  installations: readonly Pick<Installed, 'tenant' | 'id'>[],
  what: ConnectorNews,
): Promise<void> {
  if (installations.length === 0) return;
  const { rows } = await pool.query<{ tenant: string; id: string; template: string | null }>(
    `select c.tenant, c.id, c.settings ->> 'scope_template' as template
     from unnest($1::uuid[], $2::uuid[]) as i (tenant, id)
     join connector c on c.tenant = i.tenant and c.installation = i.id`,
    [installations.map(({ tenant }) => tenant), installations.map(({ id }) => id)],
  );
  await pool.query(
    `insert into lifecycle (tenant, kind, scope, payload)
     select tenant, 'connector_changed', scope, payload
     from unnest($1::uuid[], $2::text[], $3::jsonb[]) as t (tenant, scope, payload)`,
    [
      rows.map(({ tenant }) => tenant),
      rows.map(({ template }) => baseScope(template ?? '')),
      rows.map(({ id }) => JSON.stringify({ connector_id: connectorId(id), what })),
    ],
  );
  feed.wake();
}
