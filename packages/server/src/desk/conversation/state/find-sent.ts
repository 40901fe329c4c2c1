import type pg from 'pg';

/** What a sender wrote under this id before, in whichever conversation. */
export async function findSent(
  db: pg.PoolClient,
  tenant: string,
  sender: string,
  clientId: string,
): Promise<{ message: string; conversation: string } | undefined> {
  const { rows } = await db.query<{ message: string; conversation: string }>({
    name: 'desk-find-sent',
    text: `select id as message, conversation from message
           where tenant = $1 and sender = $2 and client_id = $3`,
    values: [tenant, sender, clientId],
  });
  return rows[0];
}
