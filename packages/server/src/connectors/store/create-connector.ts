import type { ConnectorSettings, createConnectorBody } from '@belay/contract/connector';
import type pg from 'pg';
import type { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { checkAppToken } from '../../slack-app/socket/check-app-token.ts';
import { identifyToken, refuseBlindToken } from '../installation/check-token.ts';
import { listChannels } from '../installation/list-channels.ts';
import { refuseOtherSecrets } from '../installation/token-kind.ts';
import { tokenOf } from '../installation/token-of.ts';
import { auditable } from './auditable.ts';
import { baseScope } from './base-scope.ts';
import { readTemplate, refuseOutside } from './check-template.ts';
import { chooseSettings, refuseDeafRealtime } from './choose-settings.ts';
import { connectorId } from './connector-id.ts';
import { lockWorkspace } from './lock-workspace.ts';
import { recordChange } from './record-change.ts';
import { refuseFollowed } from './refuse-followed.ts';
import { rootScope } from './root-scope.ts';
import { saveInstallation } from './save-installation.ts';
import { useInstallation } from './use-installation.ts';

export type CreateConnector = z.output<typeof createConnectorBody>;

/**
 * Connects a workspace: token, channels and template are checked before anything is written, then
 * one commit makes installation and connector, and a worker begins. Answers the connector's id.
 */
export async function createConnector(
  ctx: Context,
  caller: Caller,
  body: CreateConnector,
): Promise<string> {
  authorize(caller, 'connectors.manage');
  const field = 'settings.scope_template';
  const template = readTemplate(body.settings.scope_template, field);
  refuseOutside(await rootScope(ctx.pool, caller.tenant), template, field);
  const scope = baseScope(template.source);
  authorize(caller, 'connectors.manage', scope);
  refuseOtherSecrets(body);
  const access = await tokenOf(ctx, caller, body);
  const checked = await identifyToken(ctx, access);
  refuseBlindToken(checked);
  if (body.app_token !== undefined) await checkAppToken(ctx, body.app_token);
  const listed = await listChannels(ctx, caller.tenant, access);
  const settings = chooseSettings(body.settings, template, listed);
  const { teamId, teamName } = checked;

  const id = uuidv7(ctx.now());
  await inTransaction(ctx.pool, async (client) => {
    await lockWorkspace(client, caller.tenant, teamId);
    const installation =
      body.installation_id === undefined
        ? await saveInstallation(client, ctx, caller.tenant, checked, {
            ...body,
            token: access.token,
          })
        : await useInstallation(client, caller.tenant, body.installation_id, checked);
    refuseDeafRealtime(settings, installation);
    const { channels } = settings;
    await refuseFollowed(client, caller.tenant, { teamId, channels, listed });
    const name = body.name ?? (await freeName(client, caller.tenant, teamName));
    await insertConnector(client, caller, { id, installation: installation.id, name, settings });
    await recordChange(client, caller, ctx.now(), {
      connector: id,
      installation: installation.id,
      scope,
      what: 'create',
      details: { name, team_id: teamId, settings: auditable(settings) },
    });
  });
  ctx.feed.wake();
  return connectorId(id);
}

/** The workspace's name, numbered where a connector has it already. */
async function freeName(client: pg.PoolClient, tenant: string, wanted: string): Promise<string> {
  const base = wanted.slice(0, 70);
  const { rows } = await client.query<{ name: string }>(
    'select name from connector where tenant = $1 and starts_with(name, $2)',
    [tenant, base],
  );
  const taken = new Set(rows.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.has(name)) return name;
  }
}

async function insertConnector(
  client: pg.PoolClient,
  caller: Caller,
  made: { id: string; installation: string; name: string; settings: ConnectorSettings },
): Promise<void> {
  // the last group of a UUIDv7 is random: nothing else ever writes as this actor
  const actor = `service:slack-${made.id.slice(-12)}`;
  await client.query(
    `insert into connector (tenant, id, installation, name, settings, actor, created_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      caller.tenant,
      made.id,
      made.installation,
      made.name,
      JSON.stringify(made.settings),
      actor,
      caller.actor,
    ],
  );
}
