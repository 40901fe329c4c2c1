import type { Experience } from '@belay/contract/experience';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { forgetEvents } from '../../memory/forget/forget-events.ts';
import { answerKey, type Version } from './answer-experience.ts';

/**
 * Forgets what people's answers in a conversation taught, when it, or its visitor, is erased: first
 * nothing there teaches any more, then what stands is forgotten. Returns how many experiences.
 */
export async function forgetLearned(
  ctx: Context,
  tenant: string,
  conversation: string,
): Promise<number> {
  await ctx.pool.query(
    'update message set taught = false where tenant = $1 and conversation = $2 and taught',
    [tenant, conversation],
  );
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select id from message where tenant = $1 and conversation = $2 and author = 'operator'`,
    [tenant, conversation],
  );
  const versions = await standingVersions(
    ctx.pool,
    tenant,
    rows.map(({ id }) => id),
  );
  return forgetVersions(ctx, tenant, versions);
}

/** What stands in the memory under the keys of these messages (uuids), the oldest first. */
export async function standingVersions(
  db: pg.Pool,
  tenant: string,
  messages: readonly string[],
): Promise<Version[]> {
  // `;` follows `:`, so the range holds the bare key and all that begin with `<key>:`
  const { rows } = await db.query<{ id: string; key: string; envelope: string }>(
    `select e.id, e.idempotency_key as key, e.envelope
     from unnest($2::text[]) as w (key)
     join event e on e.tenant = $1 and e.idempotency_key >= w.key and e.idempotency_key < w.key || ';'
     where e.forgotten_at is null order by e.id`,
    [tenant, messages.map(answerKey)],
  );
  return rows.map(({ id, key, envelope }) => {
    // capture stores the text of a parsed experience
    const { content } = JSON.parse(envelope) as Experience;
    return { id, key, text: content.kind === 'text' ? content.text : '' };
  });
}

/** Their keys are free again: an answer that is marked anew is learned anew. */
export async function forgetVersions(
  ctx: Context,
  tenant: string,
  versions: readonly Version[],
): Promise<number> {
  if (versions.length === 0) return 0;
  const { rows } = await ctx.pool.query<{ root_scope: string }>(
    'select root_scope from tenant where id = $1',
    [tenant],
  );
  const scope = rows[0]?.root_scope ?? '';
  // the desk itself forgets; no token is needed for what no request asks
  const caller: Caller = {
    tenant,
    actor: 'service:desk',
    jti: 'jti_desk',
    expiresAt: 0,
    capabilities: ['forget.cascade.*'],
    scopes: [scope],
    parents: [],
    privateChannels: 'all',
  };
  const { erased } = await forgetEvents(
    ctx,
    caller,
    versions.map(({ id }) => id),
    {
      note: 'An answer of the desk was taken back.',
      keys: 'release',
      scope: `${scope}/source:desk`,
    },
  );
  return erased;
}
