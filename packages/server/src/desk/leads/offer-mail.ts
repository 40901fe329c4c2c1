import type { Context } from '../../context.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { writeLead } from './write-lead.ts';

/** Where to reach somebody who can't wait: a way to contact them, so a lead like any other. */
export async function offerMail(
  ctx: Context,
  ref: { tenant: string; conversation: string },
  email: string,
): Promise<void> {
  await deskTransaction(ctx, ({ db }) =>
    writeLead(ctx, db, ref, [{ key: 'email', label: 'E-mail', value: email }], 'form'),
  );
}
