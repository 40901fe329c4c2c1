import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';

/** A transaction, and the moment that all of its rows carry. */
export interface DatedTx {
  db: pg.PoolClient;
  now: Date;
}

/** One transaction of the desk. */
export interface DeskTx extends DatedTx {
  ctx: Context;
}

const mostTries = 4;

/**
 * Runs a verb: all of it is one commit, and what follows it is only a word to the readers. The same
 * message sent twice at once, and a deadlock, are tried again: what the other wrote stands then.
 */
export async function deskTransaction<T>(
  ctx: Context,
  work: (tx: DeskTx) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      const now = new Date(ctx.now());
      const result = await inTransaction(ctx.pool, (db) => work({ ctx, db, now }));
      ctx.desk.wake();
      return result;
    } catch (error) {
      if (tried === mostTries || !mayGoWell(error)) throw error;
    }
  }
}

function mayGoWell(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '40P01' || (code === '23505' && constraint === 'message_client');
}
