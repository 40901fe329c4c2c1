import type { AnnouncementKind } from '@belay/contract/desk/webhook';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import type { Task } from '../../jobs/tasks.ts';
import { deliveryJob } from './delivery-job.ts';
import { nextTryMs } from './next-try.ts';
import { type SendOutcome, sendOnce } from './send-once.ts';

/** Tries in a row after which nobody seems to be there. */
const mostFailures = 20;

interface Claimed {
  tenant: string;
  id: string;
  webhook: string;
  event: AnnouncementKind;
  body: string;
  attempts: number;
  url: string;
  secret: Buffer;
  is_enabled: boolean;
}

/**
 * One try at telling a webhook. The try is counted before the request and settled after it: cut off
 * in between, it is sent again, under the same id and with the same bytes.
 */
export const deliverWebhook: Task<{ tenant: string; delivery: string }> = async (
  ctx,
  { tenant, delivery },
  { signal },
) => {
  const { rows } = await ctx.pool.query<Claimed>(
    `update webhook_delivery d set attempts = d.attempts + 1
     from webhook w
     where d.tenant = $1 and d.id = $2 and d.state = 'waiting' and d.body is not null
       and w.tenant = d.tenant and w.id = d.webhook
     returning d.tenant, d.id, d.webhook, d.event, d.body, d.attempts, w.url, w.secret, w.is_enabled`,
    [tenant, delivery],
  );
  const [claimed] = rows;
  if (!claimed) return;
  if (!claimed.is_enabled) {
    await giveUp(ctx, claimed, null, 'The webhook is switched off.');
    return;
  }
  const outcome = await sendOnce(ctx, { ...claimed, id: claimed.webhook }, claimed, signal);
  if (outcome.wasStopped) await putBack(ctx, claimed);
  else if (outcome.delivered) await settleDelivered(ctx, claimed, outcome);
  else await settleFailed(ctx, claimed, outcome);
};

async function settleDelivered(ctx: Context, d: Claimed, { status }: SendOutcome): Promise<void> {
  await ctx.pool.query(
    `with done as (
       update webhook_delivery set state = 'delivered', status = $3, reason = null, body = null,
         next_attempt_at = null
       where tenant = $1 and id = $2 and state = 'waiting' returning webhook)
     update webhook w set failures = 0, trouble = null from done
     where w.tenant = $1 and w.id = done.webhook and (w.failures > 0 or w.trouble is not null)
       and w.is_enabled`,
    [d.tenant, d.id, status],
  );
}

async function settleFailed(ctx: Context, d: Claimed, outcome: SendOutcome): Promise<void> {
  const isGone = outcome.status === 410;
  const wait = nextTryMs(d.attempts);
  await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<{ is_enabled: boolean }>(
      `update webhook set failures = failures + 1,
         is_enabled = is_enabled and not $3 and failures + 1 < $4,
         trouble = case
           when not is_enabled then trouble
           when $3 then 'It answered 410, which means that it wants to hear nothing any more. It is switched off; switch it on when that is mended.'
           when failures + 1 >= $4 then 'The last ' || (failures + 1) || ' tries failed, at last because: ' || $5 || ' It is switched off; switch it on when that is mended.'
           else 'The last try failed: ' || $5 end
       where tenant = $1 and id = $2 returning is_enabled`,
      [d.tenant, d.webhook, isGone, mostFailures, outcome.reason],
    );
    const goesOn = rows[0]?.is_enabled === true && wait !== undefined;
    const at = new Date(ctx.now() + (wait ?? 0));
    await db.query(
      `update webhook_delivery set status = $3, reason = $4, next_attempt_at = $5,
         state = case when $6 then 'waiting' else 'failed' end, body = case when $6 then body end
       where tenant = $1 and id = $2 and state = 'waiting'`,
      [d.tenant, d.id, outcome.status, outcome.reason, goesOn ? at : null, goesOn],
    );
    if (goesOn)
      await addJob(
        db,
        'deliver_webhook',
        { tenant: d.tenant, delivery: d.id },
        { ...deliveryJob(d.webhook, d.id), at },
      );
  });
}

async function giveUp(ctx: Context, d: Claimed, status: number | null, reason: string) {
  await ctx.pool.query(
    `update webhook_delivery set state = 'failed', status = $3, reason = $4, body = null,
       next_attempt_at = null, attempts = attempts - 1
     where tenant = $1 and id = $2 and state = 'waiting'`,
    [d.tenant, d.id, status, reason],
  );
}

/** We broke it off ourselves: another process tries anew. */
async function putBack(ctx: Context, d: Claimed): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await db.query(
      'update webhook_delivery set attempts = attempts - 1 where tenant = $1 and id = $2',
      [d.tenant, d.id],
    );
    const payload = { tenant: d.tenant, delivery: d.id };
    await addJob(db, 'deliver_webhook', payload, deliveryJob(d.webhook, d.id));
  });
}
