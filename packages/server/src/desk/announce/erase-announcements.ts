import type pg from 'pg';

/**
 * Takes back what was told of conversations, in the caller's transaction: their announcements, and
 * the bodies of deliveries under way (SEC-7). What receivers were sent already, they have.
 */
export async function eraseAnnouncements(
  db: pg.PoolClient,
  tenant: string,
  conversations: readonly string[],
): Promise<void> {
  await db.query(
    `with gone as (
       delete from announcement where tenant = $1 and conversation = any($2::uuid[]) returning id)
     update webhook_delivery d set announcement = null, body = null, next_attempt_at = null,
       state = case when state = 'waiting' then 'failed' else state end,
       reason = case when state = 'waiting' then 'What it told of was erased.' else reason end
     from gone where d.tenant = $1 and d.announcement = gone.id`,
    [tenant, conversations],
  );
}
