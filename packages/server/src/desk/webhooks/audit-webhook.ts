import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';

/** What a person did to a webhook, in the transaction of the change. */
export async function auditWebhook(
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
