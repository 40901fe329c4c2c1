import type pg from 'pg';

/**
 * Posts of these cards (uuids) look otherwise from now on, in the caller's transaction. What is not
 * in Slack yet is drawn when it is sent; the clicked card's root goes before everything (TKO-2).
 * `which` is SQL over `slack_post p`; its values begin at $4.
 */
export async function redrawPosts(
  db: pg.PoolClient,
  tenant: string,
  cards: readonly string[],
  which: { sql: string; values?: readonly unknown[]; clicked?: string | undefined },
): Promise<void> {
  if (cards.length === 0) return;
  await db.query(
    `with bumped as (
       update slack_post p set version = version + 1, redraw_at = case
           when state <> 'posted' then redraw_at
           when card = $3 and kind = 'card' then '-infinity'
           else coalesce(redraw_at, now()) end
       where tenant = $1 and card = any($2::uuid[]) and state in ('waiting', 'sending', 'posted')
         and wanted and (${which.sql})
       returning installation
     )
     select pg_notify('belay_slack', installation::text)
     from (select distinct installation from bumped) b`,
    [tenant, cards, which.clicked ?? null, ...(which.values ?? [])],
  );
}
