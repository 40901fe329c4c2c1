import { randomBytes } from 'node:crypto';
import type { ActionBody, PatchActionBody } from '@belay/contract/desk/action';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId, uuidv7 } from '../../memory/ids.ts';
import { agentUuid } from '../agents/agent-id.ts';
import { findAgent } from '../agents/find-agent.ts';
import {
  type ActionRow,
  actionColumns,
  actionId,
  noSuchAction,
  type StoredAction,
  sealedName,
} from './action-row.ts';
import { openHeaders } from './build-request.ts';
import { checkDefinition, refused } from './check-definition.ts';
import { type ActionPath, findAction } from './find-action.ts';

/** A model is told all of them. */
const mostActions = 50;

/** A new action and its signing secret, which is told this once. */
export async function createAction(
  ctx: Context,
  caller: Caller,
  agentId: string,
  body: ActionBody,
): Promise<{ row: ActionRow; secret: string }> {
  const { tenant } = caller;
  const agent = await findAgent(ctx.pool, { tenant, agent: agentUuid(agentId) });
  checkDefinition(ctx.config, body);
  const id = uuidv7(ctx.now());
  const secret = newSecret();
  const row = await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<ActionRow>(
      `insert into action as a (tenant, id, agent, definition, headers, secret, is_enabled)
       select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from action where tenant = $1 and agent = $3) < $8
       returning ${actionColumns}`,
      [
        tenant,
        id,
        agent.id,
        JSON.stringify(stored(body)),
        sealedHeaders(ctx, { tenant, id }, body.request.headers),
        ctx.sealer.seal(sealedName.secret({ tenant, id }), secret),
        body.enabled,
        mostActions,
      ],
    );
    if (!rows[0])
      throw new BelayError(
        'CONFLICT',
        `This agent has ${mostActions} actions already. Remove one first.`,
      );
    await audit(ctx, db, caller, 'create', rows[0], { name: body.name });
    return rows[0];
  });
  return { row, secret };
}

/**
 * Changes what is given. A header without a value keeps the one that stands, unless the address
 * leads to another server: nobody may send there what they can't see. Throws NOT_FOUND.
 */
export async function updateAction(
  ctx: Context,
  caller: Caller,
  path: ActionPath,
  patch: PatchActionBody,
): Promise<ActionRow> {
  return inTransaction(ctx.pool, async (db) => {
    const before = await findAction(db, path);
    // locked, and read again below the lock
    await db.query('select from action where tenant = $1 and id = $2 for update', [
      before.tenant,
      before.id,
    ]);
    const row = await findAction(db, path);
    const { request, ...rest } = patch;
    const headers = mergedHeaders(ctx, row, request);
    const merged: ActionBody = {
      ...row.definition,
      enabled: row.is_enabled,
      ...given(rest),
      request: { ...row.definition.request, ...given(request ?? {}), headers },
    };
    checkDefinition(ctx.config, merged);
    const { rows } = await db.query<ActionRow>(
      `update action a set definition = $3, headers = $4, is_enabled = $5, updated_at = now()
       where a.tenant = $1 and a.id = $2 returning ${actionColumns}`,
      [
        row.tenant,
        row.id,
        JSON.stringify(stored(merged)),
        sealedHeaders(ctx, row, headers),
        merged.enabled,
      ],
    );
    if (!rows[0]) throw noSuchAction();
    await audit(ctx, db, caller, 'change', row, { changed: Object.keys(patch) });
    return rows[0];
  });
}

/** Another signing secret, told this once. Throws NOT_FOUND. */
export async function renewActionSecret(
  ctx: Context,
  caller: Caller,
  path: ActionPath,
): Promise<{ row: ActionRow; secret: string }> {
  const secret = newSecret();
  const row = await inTransaction(ctx.pool, async (db) => {
    const found = await findAction(db, path);
    await db.query('update action set secret = $3 where tenant = $1 and id = $2', [
      found.tenant,
      found.id,
      ctx.sealer.seal(sealedName.secret(found), secret),
    ]);
    await audit(ctx, db, caller, 'secret', found);
    return found;
  });
  return { row, secret };
}

/** Removes it with its runs. Throws NOT_FOUND. */
export async function deleteAction(ctx: Context, caller: Caller, path: ActionPath): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    const row = await findAction(db, path);
    await db.query('delete from action where tenant = $1 and id = $2', [row.tenant, row.id]);
    await audit(ctx, db, caller, 'delete', row, { name: row.definition.name });
  });
}

type Headers = ActionBody['request']['headers'];

function mergedHeaders(
  ctx: Context,
  row: ActionRow,
  request: PatchActionBody['request'] = {},
): Headers {
  const standing = openHeaders(ctx, row);
  const wanted = request.headers ?? row.definition.request.headers.map(({ name }) => ({ name }));
  const moves =
    request.url !== undefined &&
    URL.parse(request.url)?.origin !== URL.parse(row.definition.request.url)?.origin;
  return wanted.map((header) => {
    const { name } = header;
    const value = 'value' in header ? header.value : undefined;
    if (typeof value === 'string') return { name, value };
    const kept = Object.entries(standing).find(
      ([known]) => known.toLowerCase() === name.toLowerCase(),
    )?.[1];
    if (kept === undefined) throw refused('request.headers', `${name} needs a value.`);
    if (moves)
      throw refused(
        'request.headers',
        `The address leads to another server: enter the value of ${name} again.`,
      );
    return { name, value: kept };
  });
}

/** Without what is absent: `undefined` would take the place of what stands. */
function given<T extends object>(part: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== undefined),
    // every value that is left is one of T's own
  ) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function stored({ enabled: _, request, ...rest }: ActionBody): StoredAction {
  return {
    ...rest,
    request: { ...request, headers: request.headers.map(({ name }) => ({ name })) },
  };
}

function sealedHeaders(
  ctx: Context,
  row: Pick<ActionRow, 'tenant' | 'id'>,
  headers: Headers,
): Buffer | null {
  if (headers.length === 0) return null;
  const values = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return ctx.sealer.seal(sealedName.headers(row), JSON.stringify(values));
}

function newSecret(): string {
  return `actsec_${randomBytes(32).toString('base64url')}`;
}

async function audit(
  ctx: Context,
  db: pg.PoolClient,
  caller: Caller,
  what: string,
  { id, agent }: Pick<ActionRow, 'id' | 'agent'>,
  details: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(db, ctx.now(), {
    ...{ tenant: caller.tenant, actor: caller.actor, jti: caller.jti },
    endpoint: `actions.${what}`,
    capability: 'desk.manage',
    details: { agent_id: publicId('agt', agent), action_id: actionId(id), ...details },
  });
}
