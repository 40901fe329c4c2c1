import { connectorSettings } from '@belay/contract/connector';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import { roleCapabilities } from '@belay/server/auth/roles';
import { connectorId } from '@belay/server/connectors/store/connector-id';
import { createConnector } from '@belay/server/connectors/store/create-connector';
import type { Context } from '@belay/server/context';
import type { DemoOrganisation } from './demo-organisation.ts';

/**
 * The managed connector between sandbox and demo organisation, as a person would add it: in real
 * time, all public channels, everything that was ever said. Answers its public id.
 */
export async function demoConnector(
  ctx: Context,
  { tenant, scope, actor }: DemoOrganisation,
  sandbox: Sandbox,
): Promise<string> {
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select id from connector where tenant = $1 and wanted <> 'deleting' order by id limit 1`,
    [tenant],
  );
  if (rows[0]) return connectorId(rows[0].id);
  const owner = {
    tenant,
    actor,
    jti: 'demo',
    expiresAt: Number.POSITIVE_INFINITY,
    capabilities: roleCapabilities.owner,
    scopes: [scope],
    parents: [],
    privateChannels: 'all',
  } as const;
  return createConnector(ctx, owner, {
    kind: 'slack',
    token: sandbox.botToken,
    signing_secret: sandbox.signingSecret,
    settings: connectorSettings.parse({
      channels: 'all_public',
      scope_template: `${scope}/source:slack/channel:{channel}`,
      mode: 'realtime',
      backfill_days: null,
    }),
  });
}
