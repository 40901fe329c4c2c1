import type { resetLoginBody } from '@belay/contract/people';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { recordPersonAudit } from '../audit/record-person-audit.ts';
import { linkSpent } from '../links/link-spent.ts';
import { linkTokenHash } from '../links/link-token.ts';
import { hashPassword } from '../session/hash-password.ts';
import { forgiveSignIn } from '../session/sign-in-limits.ts';

const open = `token_hash = $1 and purpose = 'reset-login' and used_at is null and expires_at > now()`;

/** Sets a new password by a link, once, and ends every session of that person. */
export async function resetLogin(
  ctx: Context,
  { token, password }: z.output<typeof resetLoginBody>,
): Promise<void> {
  const link = linkTokenHash(token);
  const spent = () => linkSpent('Run "belay reset-login <e-mail>" on the server for a new one.');
  // before the costly hash, so that strangers can't make the server compute
  const { rowCount } = await ctx.pool.query(`select from one_time_link where ${open}`, [link]);
  if (rowCount === 0) throw spent();
  const hash = await hashPassword(ctx, password);
  const email = await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ person: string; email: string }>(
      `update one_time_link l set used_at = now() from person p
       where ${open} and p.id = l.person returning l.person, p.email`,
      [link],
    );
    const used = rows[0];
    if (!used) throw spent();
    await client.query(
      `update credential set password = $2, updated_at = now()
       where person = $1 and provider_id = 'credential'`,
      [used.person, hash],
    );
    await client.query('delete from session where person = $1', [used.person]);
    await recordPersonAudit(client, ctx.now(), used.person, { endpoint: 'people.reset-login' });
    return used.email;
  });
  await forgiveSignIn(ctx.pool, email);
  await ctx.sessions.changed();
}
