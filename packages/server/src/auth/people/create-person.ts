import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/**
 * A person with a password, as better-auth would store them; `hash` comes from its own hasher.
 * Undefined when somebody has that e-mail already.
 */
export async function createPerson(
  client: pg.PoolClient,
  person: { name: string; email: string; hash: string; isOperator: boolean },
): Promise<string | undefined> {
  const id = randomUUID();
  const { rowCount } = await client.query(
    `insert into person (id, name, email, is_operator)
     values ($1, $2, $3, $4) on conflict (email) do nothing`,
    [id, person.name, person.email, person.isOperator],
  );
  if (rowCount !== 1) return undefined;
  await client.query(
    `insert into credential (person, account_id, provider_id, password)
     values ($1, $2, 'credential', $3)`,
    [id, id, person.hash],
  );
  return id;
}
