import type pg from 'pg';

/**
 * The visitor has read so far: lines from Slack among it show that they were seen. In the transaction
 * that writes it down, which holds the conversation.
 */
export async function receiptsSeen(
  db: pg.PoolClient,
  { tenant, conversation, seq }: { tenant: string; conversation: string; seq: number },
): Promise<void> {
  await db.query({
    name: 'slack-receipts-seen',
    text: `with seen as (
             update slack_line l set receipt = 'seen', receipt_at = now()
             from message m
             where l.tenant = $1 and l.conversation = $2 and l.fate = 'sent'
               and l.receipt in ('stored', 'mailed')
               and m.tenant = l.tenant and m.id = l.message and m.seq <= $3
             returning l.installation)
           select pg_notify('belay_slack', installation::text)
           from (select distinct installation from seen) s`,
    values: [tenant, conversation, seq],
  });
}

/** A letter went: what it holds and the visitor hasn't seen shows that it left by mail. */
export async function receiptsMailed(
  db: pg.Pool,
  { tenant, letter }: { tenant: string; letter: string },
): Promise<void> {
  await db.query(
    `with mailed as (
       update slack_line l set receipt = 'mailed', receipt_at = now()
       from letter_message m
       where m.tenant = $1 and m.letter = $2 and l.tenant = m.tenant and l.message = m.message
         and l.fate = 'sent' and l.receipt = 'stored'
       returning l.installation)
     select pg_notify('belay_slack', installation::text)
     from (select distinct installation from mailed) m`,
    [tenant, letter],
  );
}
