import type pg from 'pg';

/**
 * About what Slack lets an app change in a minute: other changes wait no longer behind these. What is
 * left shows it with the next word of its conversation, whose cards are stale by `shownDigest`.
 */
const mostCards = 50;

/**
 * An agent has another name: the cards of its open conversations show it, those first that people
 * have or are waited for, in the transaction of the change.
 */
export async function redrawAgent(
  db: pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<void> {
  await db.query(
    `with open as (
       select p.id from conversation c
       join slack_card k on k.tenant = c.tenant and k.conversation = c.id and k.erased_at is null
       join slack_post p on p.tenant = k.tenant and p.card = k.id and p.kind = 'card' and p.wanted
         and p.state in ('sending', 'posted')
       where c.tenant = $1 and c.agent = $2 and c.state in ('waiting', 'human', 'agent')
       order by c.state = 'agent', c.updated_at desc, p.id limit ${mostCards}
     ), locked as (
       select p.id from slack_post p
       where p.tenant = $1 and p.id in (select id from open)
       -- whoever changes one now may wait for the agent's row, and draws it anew anyway
       order by p.id for update skip locked
     ), bumped as (
       update slack_post p set version = version + 1, redraw_at =
         case when state = 'posted' then coalesce(redraw_at, now()) else redraw_at end
       from locked where p.tenant = $1 and p.id = locked.id
       returning installation
     )
     select pg_notify('belay_slack', installation::text)
     from (select distinct installation from bumped) b`,
    [tenant, agent],
  );
}
