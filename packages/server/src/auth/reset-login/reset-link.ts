import type pg from 'pg';
import { inTransaction } from '../../db/in-transaction.ts';
import { linkTokenHash, newLinkToken } from '../links/link-token.ts';

const livesHours = 1;

/**
 * A link with which a person sets a new password, or undefined when nobody has that e-mail. For whoever
 * runs the server: it needs its database, not a mailbox. It works once, for an hour, instead of earlier ones.
 */
export async function resetLink(
  pool: pg.Pool,
  publicUrl: string,
  email: string,
): Promise<string | undefined> {
  const token = newLinkToken();
  const isMade = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from person where email = $1', [
      email.trim().toLowerCase(),
    ]);
    const person = rows[0]?.id;
    if (person === undefined) return false;
    await client.query('delete from one_time_link where person = $1', [person]);
    await client.query(
      `insert into one_time_link (token_hash, purpose, person, expires_at)
       values ($1, 'reset-login', $2, now() + make_interval(hours => $3))`,
      [linkTokenHash(token), person, livesHours],
    );
    return true;
  });
  return isMade ? `${publicUrl}/app/reset-login#token=${token}` : undefined;
}
