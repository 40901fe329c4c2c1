import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId } from '../../memory/ids.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { createPerson } from '../people/create-person.ts';
import { hashPassword } from '../session/hash-password.ts';
import {
  findOpenInvitation,
  invitationSpent,
  type OpenInvitation,
} from './find-open-invitation.ts';

/** Who accepts: somebody new, or the signed-in person whose e-mail was invited. */
export type Accepting =
  | { name: string; password: string }
  | { person: { id: string; email: string } };

/** Makes the invited one a member, once. Answers the tenant and the e-mail. */
export async function acceptInvitation(
  ctx: Context,
  token: string,
  who: Accepting,
): Promise<{ tenant: string; email: string }> {
  const invitation = await findOpenInvitation(ctx.pool, token);
  const join = await joining(ctx, invitation, who);
  const { tenant, id, email } = invitation;
  await inTransaction(ctx.pool, async (client) => {
    await client.query('select from organisation where tenant = $1 for update', [tenant]);
    // whoever else holds the link waits for the lock above, and finds it used
    const used = await client.query(
      `update invitation set accepted_at = now()
       where tenant = $1 and id = $2 and accepted_at is null and expires_at > now()`,
      [tenant, id],
    );
    if (used.rowCount !== 1) throw invitationSpent();
    const person = await join(client);
    if (person === undefined) throw signInFirst(email);
    await client.query(
      `insert into member (tenant, person, role, scopes, all_private, private_channels)
       select tenant, $3, role, scopes, all_private, private_channels
       from invitation where tenant = $1 and id = $2
       on conflict do nothing`,
      [tenant, id, person],
    );
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: `user:${email}` },
      endpoint: 'invitations.accept',
      details: { invitation_id: publicId('inv', id), user_id: person, role: invitation.role },
    });
  });
  await ctx.sessions.changed();
  return { tenant, email };
}

/** What is slow or may be refused comes before the transaction: it answers who will be the member. */
async function joining(
  ctx: Context,
  { email, has_account }: OpenInvitation,
  who: Accepting,
): Promise<(client: pg.PoolClient) => Promise<string | undefined>> {
  if ('person' in who) {
    if (who.person.email !== email) throw notTheirs(email, who.person.email);
    return async () => who.person.id;
  }
  if (has_account) throw signInFirst(email);
  const hash = await hashPassword(ctx, who.password);
  return (client) => createPerson(client, { name: who.name, email, hash, isOperator: false });
}

function signInFirst(email: string): BelayError {
  return new BelayError('CONFLICT', `${email} has an account here. Sign in, then accept.`);
}

function notTheirs(invited: string, own: string): BelayError {
  return new BelayError(
    'POLICY_DENIED',
    `This invitation is for ${invited}, and you are signed in as ${own}. Sign out first.`,
    { decided_by_tier: 'actor', reason: 'invited is another e-mail' },
  );
}
