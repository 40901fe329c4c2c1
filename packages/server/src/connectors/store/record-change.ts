import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import { connectorId } from './connector-id.ts';

export interface ConnectorChange {
  connector: string;
  installation: string;
  /** base scope of the connector's template */
  scope: string;
  /** what was done, e.g. `pause`: the audit row's endpoint is `connectors.pause` */
  what: string;
  /** for the audit; never a secret */
  details?: Record<string, unknown>;
}

/** The workers listen here; the payload is the installation's uuid. */
export const connectorsChannel = 'belay_connectors';

/**
 * What every change by a person leaves behind, in the transaction of the change: an audit row, a
 * lifecycle row for whoever watches, and a word to the workers.
 */
export async function recordChange(
  client: pg.PoolClient,
  caller: Caller,
  nowMs: number,
  { connector, installation, scope, what, details = {} }: ConnectorChange,
): Promise<void> {
  const connector_id = connectorId(connector);
  await recordAudit(client, nowMs, {
    ...caller,
    scope,
    endpoint: `connectors.${what}`,
    capability: 'connectors.manage',
    details: { connector_id, ...details },
  });
  await client.query(
    `insert into lifecycle (tenant, kind, scope, payload) values ($1, 'connector_changed', $2, $3)`,
    [caller.tenant, scope, JSON.stringify({ connector_id, what })],
  );
  await client.query('select pg_notify($1, $2)', [connectorsChannel, installation]);
}
