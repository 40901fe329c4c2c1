import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A person with a password, as better-auth would store them. `hash` comes from its own hasher. */
export async function createPerson(
  client: pg.PoolClient,
  person: { name: string; email: string; hash: string; isOperator: boolean },
): Promise<string> {
  const id = randomUUID();
  await client.query(
    `insert into person (id, name, email, email_verified, is_operator) values ($1, $2, $3, true, $4)`,
    [id, person.name, person.email, person.isOperator],
  );
  await client.query(
    `insert into credential (person, account_id, provider_id, password)
     values ($1, $1::uuid::text, 'credential', $2)`,
    [id, person.hash],
  );
  return id;
}
