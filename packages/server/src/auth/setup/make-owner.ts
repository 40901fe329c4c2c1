import type { setupBody } from '@belay/contract/people';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { linkSpent } from '../links/link-spent.ts';
import { linkTokenHash } from '../links/link-token.ts';
import { createOrganisation } from '../people/create-organisation.ts';
import { createPerson } from '../people/create-person.ts';
import { hashPassword } from '../session/hash-password.ts';
import { needsOwner } from './needs-owner.ts';

/** Whoever comes second waits here, then finds that somebody is there. */
const setupLock = 0x62656c61;

/** The first owner, with an organisation of their own, and the demo's if there is one. */
export async function makeOwner(ctx: Context, body: z.output<typeof setupBody>): Promise<void> {
  const hash = linkTokenHash(body.token);
  const next = 'Start Belay again: it prints a new one as long as nobody has an account.';
  // before the costly hash, so that strangers can't make the server compute
  const { rowCount } = await ctx.pool.query(
    `select from one_time_link where token_hash = $1 and purpose = 'setup' and used_at is null and expires_at > now()`,
    [hash],
  );
  if (rowCount === 0) throw linkSpent(next);
  const password = await hashPassword(ctx, body.password);
  await inTransaction(ctx.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [setupLock]);
    const used = await client.query(
      `update one_time_link set used_at = now()
       where token_hash = $1 and purpose = 'setup' and used_at is null and expires_at > now()`,
      [hash],
    );
    if (used.rowCount !== 1 || !(await needsOwner(client))) throw linkSpent(next);
    const { name, email } = body;
    const person = await createPerson(client, { name, email, hash: password, isOperator: true });
    if (person === undefined) throw linkSpent(next);
    const { tenant } = await createOrganisation(client, { name: body.organisation });
    await client.query(
      `insert into member (tenant, person, role)
       select tenant, $1, 'owner' from organisation where tenant = $2 or is_demo
       on conflict do nothing`,
      [person, tenant],
    );
    await recordAudit(client, ctx.now(), {
      tenant,
      actor: `user:${email}`,
      endpoint: 'setup',
      details: { email, organisation: body.organisation },
    });
  });
}
