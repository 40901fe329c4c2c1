import { randomBytes } from 'node:crypto';
import type { patchWebhookBody, webhookBody } from '@belay/contract/desk/webhook';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { z } from 'zod';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId, uuidv7 } from '../../memory/ids.ts';
import { checkTarget } from '../../outbound/check-target.ts';
import { noSuchWebhook, webhookSecret, webhookUuid } from './webhook-row.ts';

/** Each event costs a row for each of them. */
const mostWebhooks = 20;

/** A new webhook and its secret, which is told this once. */
export async function createWebhook(
  ctx: Context,
  caller: Caller,
  body: z.output<typeof webhookBody>,
): Promise<{ id: string; secret: string }> {
  checkTarget(ctx.config, body.url, 'url');
  const { tenant } = caller;
  const id = uuidv7(ctx.now());
  const secret = newSecret();
  const sealed = ctx.sealer.seal(webhookSecret({ tenant, id }), secret);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `insert into webhook (tenant, id, name, url, events, secret, is_enabled)
       select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from webhook where tenant = $1) < $8`,
      [tenant, id, body.name, body.url, unique(body.events), sealed, body.enabled, mostWebhooks],
    );
    if (rowCount === 0)
      throw new BelayError(
        'CONFLICT',
        `There are ${mostWebhooks} webhooks already. Remove one first.`,
      );
    await audit(ctx, db, caller, 'create', id, { name: body.name, events: body.events });
  });
  return { id, secret };
}

/** Changes what is given; switching it on forgets its trouble. Throws NOT_FOUND. */
export async function updateWebhook(
  ctx: Context,
  caller: Caller,
  id: string,
  patch: z.output<typeof patchWebhookBody>,
): Promise<string> {
  if (patch.url !== undefined) checkTarget(ctx.config, patch.url, 'url');
  const uuid = webhookUuid(id);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `update webhook set name = coalesce($3, name), url = coalesce($4, url),
         events = coalesce($5, events), is_enabled = coalesce($6, is_enabled),
         trouble = case when $6 then null else trouble end,
         failures = case when $6 or $4 is not null then 0 else failures end
       where tenant = $1 and id = $2`,
      [
        caller.tenant,
        uuid,
        patch.name ?? null,
        patch.url ?? null,
        patch.events ? unique(patch.events) : null,
        patch.enabled ?? null,
      ],
    );
    if (rowCount === 0) throw noSuchWebhook();
    await audit(ctx, db, caller, 'change', uuid, { changed: Object.keys(patch) });
  });
  return uuid;
}

/** Another secret, told this once; the old one ends with the commit. Throws NOT_FOUND. */
export async function renewWebhookSecret(
  ctx: Context,
  caller: Caller,
  id: string,
): Promise<{ id: string; secret: string }> {
  const { tenant } = caller;
  const uuid = webhookUuid(id);
  const secret = newSecret();
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      'update webhook set secret = $3 where tenant = $1 and id = $2',
      [tenant, uuid, ctx.sealer.seal(webhookSecret({ tenant, id: uuid }), secret)],
    );
    if (rowCount === 0) throw noSuchWebhook();
    await audit(ctx, db, caller, 'secret', uuid);
  });
  return { id: uuid, secret };
}

/** Removes it with its deliveries. Throws NOT_FOUND. */
export async function deleteWebhook(ctx: Context, caller: Caller, id: string): Promise<void> {
  const uuid = webhookUuid(id);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query('delete from webhook where tenant = $1 and id = $2', [
      caller.tenant,
      uuid,
    ]);
    if (rowCount === 0) throw noSuchWebhook();
    await audit(ctx, db, caller, 'delete', uuid);
  });
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

function unique<T>(list: T[]): T[] {
  return [...new Set(list)];
}

async function audit(
  ctx: Context,
  db: pg.PoolClient,
  caller: Caller,
  what: string,
  uuid: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(db, ctx.now(), {
    ...{ tenant: caller.tenant, actor: caller.actor, jti: caller.jti },
    endpoint: `webhooks.${what}`,
    capability: 'desk.manage',
    details: { webhook_id: publicId('whk', uuid), ...details },
  });
}
