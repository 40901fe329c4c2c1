import { inTransaction } from '@belay/server/db/in-transaction';
import { uuidOf } from '@belay/server/memory/ids';
import type pg from 'pg';

/**
 * Words of a visitor and of the agent by turns, in front of what is there: "Word 1" … An answer that
 * is on its way waits, as for any other word.
 */
export function manyMessages(pool: pg.Pool, conversation: string, count: number): Promise<void> {
  const id = uuidOf('cnv', conversation);
  return inTransaction(pool, (db) => write(db, id, count));
}

async function write(db: pg.PoolClient, id: string | undefined, count: number): Promise<void> {
  await db.query('select from conversation where id = $1 for update', [id]);
  await db.query(`update message set seq = seq + 100000 where conversation = $1`, [id]);
  await db.query(
    `insert into message (tenant, id, conversation, seq, cycle, turn, author, text, via, created_at)
     select c.tenant, gen_random_uuid(), c.id, n, 1, 1,
       case when n % 2 = 1 then 'visitor' else 'agent' end, 'Word ' || n, 'widget',
       now() - interval '1 day' + n * interval '1 minute'
     from conversation c, generate_series(1, $2::int) n where c.id = $1`,
    [id, count],
  );
  await db.query(
    `with last as (
       select id, $2 + row_number() over (order by seq) as seq
       from message where conversation = $1 and seq > 100000)
     update message m set seq = last.seq from last where m.id = last.id`,
    [id, count],
  );
  await db.query(
    `update conversation set seq = (select max(seq) from message where conversation = $1)
     where id = $1`,
    [id],
  );
}

/** Closed conversations like this one, each older than the one before: "Closed word 1" is the oldest. */
export async function manyConversations(
  pool: pg.Pool,
  conversation: string,
  count: number,
): Promise<void> {
  await pool.query(
    `insert into conversation (tenant, id, number, agent, visitor, state, last_message, created_at,
       updated_at, closed_at)
     select tenant, gen_random_uuid(), 1000 + n, agent, visitor, 'closed',
       jsonb_build_object('author', 'agent', 'text', 'Closed word ' || n, 'at', now()),
       now() - interval '30 days', now() - interval '30 days' + n * interval '1 minute',
       now() - interval '30 days' + n * interval '1 minute'
     from conversation, generate_series(1, $2::int) n where id = $1`,
    [uuidOf('cnv', conversation), count],
  );
}
