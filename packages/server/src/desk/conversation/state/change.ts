import type pg from 'pg';
import type { ConversationRow } from './conversation-row.ts';

/**
 * The one conditional update of a verb: `set … where <guard>`, in which $1 is the tenant and $2 the
 * conversation. Undefined: the guard doesn't hold, and nothing changed.
 */
export async function change(
  db: pg.PoolClient,
  { tenant, id }: { tenant: string; id: string },
  set: string,
  guard: string,
  values: unknown[],
): Promise<ConversationRow | undefined> {
  const { rows } = await db.query<ConversationRow>(
    `update conversation set ${set} where tenant = $1 and id = $2 and ${guard} returning *`,
    [tenant, id, ...values],
  );
  const [row] = rows;
  return row && { ...row, number: Number(row.number) };
}

/** Another state or owner: buttons and turns made for the one before are refused. */
export const nextEpoch = 'epoch = epoch + 1, turn = turn + 1';
/** Nobody holds it. */
export const unowned = `owner = null, claim = null, claimed_at = null, quiet_due = null,
  quiet_warn_at = null, quiet_warned = false, snooze_until = null`;
/** The same; who held it is preferred when the visitor comes back. */
export const withoutOwner = `last_owner = coalesce(owner, last_owner), ${unowned}`;
/** Nobody is asked for. */
export const withoutEscalation = 'escalation = null, escalated_at = null, assignee = null';
