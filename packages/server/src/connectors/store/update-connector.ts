import type { ConnectorSettings, patchConnectorBody } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import type { Channel } from '@belay/slack/model';
import type pg from 'pg';
import type { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { installationAccess } from '../../slack-app/install/installation-token.ts';
import { listChannels } from '../installation/list-channels.ts';
import { auditable } from './auditable.ts';
import { baseScope } from './base-scope.ts';
import { readTemplate, refuseOutside } from './check-template.ts';
import { chooseSettings, refuseDeafRealtime } from './choose-settings.ts';
import type { ConnectorRow } from './connector-row.ts';
import { findConnector, manageableConnector } from './find-connector.ts';
import { lockWorkspace } from './lock-workspace.ts';
import { recordChange } from './record-change.ts';
import { refuseFollowed } from './refuse-followed.ts';
import { rootScope } from './root-scope.ts';
import { beingDeleted } from './set-wanted.ts';

export type PatchConnector = z.output<typeof patchConnectorBody>;

/**
 * Changes what is given and nothing else; the worker begins anew where its settings are others.
 * Two changes at once are both kept: each is laid over what stands when it is its turn.
 */
export async function updateConnector(
  ctx: Context,
  caller: Caller,
  id: string,
  { name, settings: changes = {} }: PatchConnector,
): Promise<void> {
  const seen = await manageableConnector(ctx.pool, caller, id);
  const listed = await listedFor(ctx, caller, seen, changes);
  const root = await rootScope(ctx.pool, caller.tenant);
  await inTransaction(ctx.pool, async (client) => {
    await lockWorkspace(client, caller.tenant, seen.team_id);
    await client.query('select from connector where tenant = $1 and id = $2 for update', [
      caller.tenant,
      seen.id,
    ]);
    const row = await findConnector(client, caller, id);
    if (row.wanted === 'deleting') throw beingDeleted(row.name);
    const wish = { ...row.settings, ...given(changes) };
    const field = 'settings.scope_template';
    const template = readTemplate(wish.scope_template, field);
    refuseOutside(root, template, field);
    const scope = baseScope(template.source);
    authorize(caller, 'connectors.manage', scope);
    if (template.source !== row.settings.scope_template)
      await refuseRebinding(client, caller.tenant, row);
    refuseDeafRealtime(wish, {
      hasSigningSecret: row.has_signing_secret,
      hasAppToken: row.has_app_token,
    });
    const settings = listed ? chooseSettings(wish, template, listed, row.settings.channels) : wish;
    if (listed)
      await refuseFollowed(client, caller.tenant, {
        teamId: row.team_id,
        except: row.id,
        channels: settings.channels,
        listed,
      });
    const isAnother = JSON.stringify(settings) !== JSON.stringify(row.settings);
    if (!isAnother && (name ?? row.name) === row.name) return;
    await client.query(
      `update connector set name = $3, settings = $4, epoch = epoch + $5, updated_at = now()
       where tenant = $1 and id = $2`,
      [caller.tenant, row.id, name ?? row.name, JSON.stringify(settings), isAnother ? 1 : 0],
    );
    await recordChange(client, caller, ctx.now(), {
      connector: row.id,
      installation: row.installation,
      scope,
      what: 'change',
      details: { ...(name === undefined ? {} : { name }), settings: auditable(changes) },
    });
  });
  ctx.feed.wake();
}

/** What Slack shows, where the change needs it; undefined where nothing about channels changes. */
async function listedFor(
  ctx: Context,
  caller: Caller,
  row: ConnectorRow,
  { channels, scope_template }: NonNullable<PatchConnector['settings']>,
): Promise<Channel[] | undefined> {
  if (channels === undefined && scope_template === undefined) return undefined;
  const access = await installationAccess(ctx, caller.tenant, row.installation);
  return listChannels(ctx, caller.tenant, access);
}

/** `undefined` in a change is no wish. */
function given(changes: NonNullable<PatchConnector['settings']>): Partial<ConnectorSettings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/**
 * The engine binds a template at its first run: memory that was written below the one before would
 * stay behind, unowned. Throws CONFLICT with the engine's own name for it.
 */
async function refuseRebinding(
  client: pg.PoolClient,
  tenant: string,
  { id, settings }: ConnectorRow,
): Promise<void> {
  const { rows } = await client.query(
    `select from ledger_value where tenant = $1 and connector = $2 and name = 'scope_template'`,
    [tenant, id],
  );
  if (rows.length === 0) return;
  throw new BelayError(
    'CONFLICT',
    `This connector has written below "${settings.scope_template}" already, and goes on there. To write elsewhere, delete it (with its data, or keeping it) and connect the workspace again with the other template.`,
    { field: 'settings.scope_template', reason: 'template_changed' },
  );
}
