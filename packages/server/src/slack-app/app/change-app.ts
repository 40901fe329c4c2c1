import type { slackAppBody } from '@belay/contract/desk/slack-app';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { z } from 'zod';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import { refuseOtherSecrets } from '../../connectors/installation/token-kind.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { SlackSaidNo, slackCall } from '../slack-call.ts';
import { checkAppToken } from '../socket/check-app-token.ts';
import { appSecretName } from './app-credentials.ts';

type Change = z.output<typeof slackAppBody>;

interface Row {
  client_id: string | null;
  client_secret: Buffer | null;
  api_url: string | null;
}

/**
 * Stores the credentials of the organisation's own app, sealed; null removes one, absent keeps it.
 * What Slack refuses is not stored. Throws INVALID_BODY with the field, SLACK_REFUSED, or CONFLICT
 * where workspaces would be left without the app that they came by.
 */
export async function changeApp(ctx: Context, caller: Caller, change: Change): Promise<void> {
  const { tenant } = caller;
  const changed = Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (changed.length === 0) return;
  refuseOtherShapes(change);
  const before = await rowOf(ctx.pool, tenant);
  await checkAtSlack(ctx, tenant, before, change);
  await inTransaction(ctx.pool, async (db) => {
    await db.query('insert into slack_app (tenant) values ($1) on conflict do nothing', [tenant]);
    const row = await rowOf(db, tenant, 'for update');
    await refuseOrphans(db, tenant, row, change);
    const next = wholeOf(row, change);
    if (next.hasId !== next.hasSecret)
      throw invalid(
        next.hasId ? 'client_secret' : 'client_id',
        'The Client ID and the Client Secret go together: both are under Basic Information of your app.',
      );
    await write(db, ctx, tenant, change);
    await recordAudit(db, ctx.now(), {
      ...caller,
      endpoint: 'slack.app',
      capability: 'desk.manage',
      details: { changed },
    });
    await db.query(`select pg_notify('belay_connectors', '')`);
  });
}

async function rowOf(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  lock: '' | 'for update' = '',
): Promise<Row | undefined> {
  const { rows } = await db.query<Row>(
    `select client_id, client_secret, api_url from slack_app where tenant = $1 ${lock}`,
    [tenant],
  );
  return rows[0];
}

function refuseOtherShapes({ client_id, client_secret, ...secrets }: Change): void {
  if (client_id && !/^\d{5,20}\.\d{5,20}$/.test(client_id))
    throw invalid(
      'client_id',
      'This is no Client ID: that is two numbers with a dot between them. It is under Basic Information of your app.',
    );
  if (client_secret && !/^[A-Za-z0-9]{16,128}$/.test(client_secret))
    throw invalid(
      'client_secret',
      'This is no Client Secret: that is 32 letters and digits. It is under Basic Information of your app.',
    );
  refuseOtherSecrets(secrets);
}

function wholeOf(row: Row | undefined, { client_id, client_secret }: Change) {
  const kept = (given: string | null | undefined, stood: unknown) =>
    given === undefined ? stood !== null && stood !== undefined : given !== null;
  return {
    hasId: kept(client_id, row?.client_id),
    hasSecret: kept(client_secret, row?.client_secret),
  };
}

/** A code that is none earns `invalid_code`, but only from the right id and secret. */
async function checkAtSlack(
  ctx: Context,
  tenant: string,
  before: Row | undefined,
  change: Change,
): Promise<void> {
  const apiUrl = before?.api_url ?? ctx.slackApiUrl('');
  if (change.app_token)
    await checkAppToken({ ...ctx, slackApiUrl: () => apiUrl }, change.app_token);
  const clientId = change.client_id ?? before?.client_id;
  const sealed = before?.client_secret;
  const clientSecret =
    change.client_secret ?? (sealed && ctx.sealer.open(appSecretName.clientSecret(tenant), sealed));
  if (!clientId || !clientSecret || (!change.client_id && !change.client_secret)) return;
  try {
    const at = { apiUrl, signal: ctx.stopping };
    await slackCall(at, 'oauth.v2.access', { clientId, clientSecret }, { code: 'none' });
  } catch (error) {
    // a server without a way to Slack stores what it is given: Add to Slack tells
    if (!(error instanceof SlackSaidNo)) return;
    const field = { invalid_client_id: 'client_id', bad_client_secret: 'client_secret' }[
      error.code
    ];
    if (field === undefined) return;
    throw new BelayError(
      'SLACK_REFUSED',
      field === 'client_id'
        ? 'Slack knows no app with this Client ID. Copy it again from Basic Information of your app.'
        : 'This is not the Client Secret of that app. Copy it again from Basic Information of your app.',
      { field, slack_error: error.code },
    );
  }
}

/** Their tokens are renewed with the id and secret that they came by. */
async function refuseOrphans(
  db: pg.PoolClient,
  tenant: string,
  row: Row | undefined,
  { client_id }: Change,
): Promise<void> {
  if (client_id === undefined || !row?.client_id || client_id === row.client_id) return;
  const { rows } = await db.query<{ name: string }>(
    `select team_name as name from slack_installation
     where tenant = $1 and app = 'own' and state = 'active' order by team_name limit 10`,
    [tenant],
  );
  if (rows.length === 0) return;
  throw new BelayError(
    'CONFLICT',
    `${rows.map(({ name }) => name).join(', ')} came in with the app that stands here now. Disconnect ${rows.length === 1 ? 'it' : 'them'} first, then change the app.`,
    { field: 'client_id', reason: 'workspaces use it' },
  );
}

async function write(
  db: pg.PoolClient,
  { sealer }: Context,
  tenant: string,
  change: Change,
): Promise<void> {
  const sealed = (name: keyof typeof appSecretName, plain: string | null | undefined) =>
    plain ? sealer.seal(appSecretName[name](tenant), plain) : null;
  await db.query(
    `update slack_app set updated_at = now(),
       app_id = case when $2 and $3::text is distinct from client_id then null else app_id end,
       client_id = case when $2 then $3 else client_id end,
       client_secret = case when $4 then $5 else client_secret end,
       signing_secret = case when $6 then $7 else signing_secret end,
       app_token = case when $8 then $9 else app_token end
     where tenant = $1`,
    [
      tenant,
      ...[change.client_id !== undefined, change.client_id ?? null],
      ...[change.client_secret !== undefined, sealed('clientSecret', change.client_secret)],
      ...[change.signing_secret !== undefined, sealed('signingSecret', change.signing_secret)],
      ...[change.app_token !== undefined, sealed('appToken', change.app_token)],
    ],
  );
}

function invalid(field: string, what: string): BelayError {
  return new BelayError('INVALID_BODY', what, { field, reason: what });
}
