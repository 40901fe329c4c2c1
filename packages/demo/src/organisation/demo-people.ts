import { randomBytes } from 'node:crypto';
import type { Role } from '@belay/contract/people';
import { hashPassword } from '@belay/server/auth/session/hash-password';
import type { Context } from '@belay/server/context';
import { inTransaction } from '@belay/server/db/in-transaction';

/** Somebody of the invented company who answers visitors. */
interface Invented {
  name: string;
  email: string;
  role: Role;
}

const domain = 'tarn-thistle.example';

/** Who sits before the screen, as long as no real person holds the demo organisation. */
export const you: Invented = { name: 'Sam Rowan', email: `you@${domain}`, role: 'admin' };
export const colleagues: readonly Invented[] = [
  { name: 'Petra Lind-Ames', email: `petra@${domain}`, role: 'operator' },
  { name: 'Dov Harkaway', email: `dov@${domain}`, role: 'operator' },
];

/**
 * The invented operators as members of the demo organisation, found again after a restart. Answers
 * what signs "You" in until the next start: nobody knows it but this program.
 */
export async function demoPeople(
  ctx: Context,
  tenant: string,
): Promise<{ email: string; password: string }> {
  const password = randomBytes(24).toString('base64url');
  const hash = await hashPassword(ctx, password);
  await inTransaction(ctx.pool, async (db) => {
    for (const { name, email, role } of [you, ...colleagues]) {
      const { rows } = await db.query<{ id: string }>(
        // an address that belongs to somebody real stays theirs
        `insert into person (name, email, email_verified, is_demo) values ($1, $2, true, true)
         on conflict (email) do update set name = excluded.name where person.is_demo returning id`,
        [name, email],
      );
      const [person] = rows;
      if (!person) continue;
      await db.query(
        `insert into member (tenant, person, role) values ($1, $2, $3) on conflict do nothing`,
        [tenant, person.id, role],
      );
      if (email !== you.email) continue;
      await db.query(
        `insert into credential (person, account_id, provider_id, password)
         values ($1, $2, 'credential', $3)
         on conflict (provider_id, account_id) do update set password = excluded.password`,
        [person.id, person.id, hash],
      );
    }
  });
  return { email: you.email, password };
}
