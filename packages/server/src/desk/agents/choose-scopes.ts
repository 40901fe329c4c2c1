import type { agentScopesBody } from '@belay/contract/desk/agent';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';
import { rootScope } from '../../connectors/store/root-scope.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { agentReachJti } from './agent-scopes.ts';
import { type ChoosableScope, choosableScopes } from './choosable-scopes.ts';
import { findAgent } from './find-agent.ts';
import { noSuchAgent } from './no-such-agent.ts';
import { recordAgentChange } from './record-agent-change.ts';
import { revokeAgentTokens } from './revoke-agent-tokens.ts';

type Wanted = z.output<typeof agentScopesBody>['scopes'];

/**
 * Which memory an agent answers from, from this commit on, in every process (DSK-1). Nobody gives
 * what they may not read, and what they can't see stays as it was.
 */
export async function chooseScopes(
  ctx: Context,
  caller: Caller,
  agent: string,
  wanted: Wanted,
): Promise<void> {
  await findAgent(ctx.pool, { tenant: caller.tenant, agent });
  const root = await rootScope(ctx.pool, caller.tenant);
  const rows = await choosableScopes(ctx.pool, caller, { agent, rootScope: root });
  const chosen = wanted.map((each, index) => checked(caller, rows, { ...each, index, root }));
  refuseHalves(rows, chosen);
  await inTransaction(ctx.pool, async (db) => {
    const reach = await nextReach(db, caller.tenant, agent, new Date(ctx.now()));
    await replace(db, { tenant: caller.tenant, agent }, rows, chosen);
    await revokeAgentTokens(db, caller.tenant, agentReachJti(agent, reach - 1), {
      nowMs: ctx.now(),
      reason: 'what the agent reads was changed',
    });
    await recordAgentChange(db, caller, ctx.now(), {
      what: 'choose_scopes',
      agent,
      details: {
        scopes: chosen.length,
        private: chosen.filter(({ isPrivate }) => isPrivate).map(({ scope }) => scope),
      },
    });
  });
  await ctx.tokens.changed();
}

function checked(
  caller: Caller,
  rows: ChoosableScope[],
  asked: Wanted[number] & { index: number; root: string },
): ChoosableScope {
  const { scope, confirm_private, index, root } = asked;
  const field = `scopes.${index}`;
  if (scopeCovers(scope, `${root}/agent:x`) || scopeCovers(scope, `${root}/source:desk`))
    throw wrong(field, 'everything of the organisation lies below it; choose channels instead');
  const row = rows.find((each) => each.scope === scope);
  // what lies elsewhere, what is empty and what the caller may not read are the same answer
  if (!row) throw wrong(field, 'there is nothing in it that you may read');
  authorize(caller, 'scope.read.descend', scope);
  if (row.isMixed)
    throw wrong(
      field,
      `several private channels were written to ${row.label} together, so none of them can be confirmed. Give their connector a scope template with {channel}`,
    );
  if (row.isPrivate && !row.confirmed && !confirm_private)
    throw new BelayError(
      'INVALID_BODY',
      `${row.label} is private. Whoever talks to this agent could read from it: say confirm_private to give it all the same.`,
      {
        field: `${field}.confirm_private`,
        reason: 'a private channel needs a confirmation',
        scope,
      },
    );
  return row;
}

/** A scope is read with all below it: a part that isn't chosen would be read unasked. */
function refuseHalves(rows: ChoosableScope[], chosen: ChoosableScope[]): void {
  const names = new Set(chosen.map(({ scope }) => scope));
  for (const [index, outer] of chosen.entries()) {
    const inner = rows.find(({ scope }) => scopeCovers(outer.scope, scope) && !names.has(scope));
    if (inner)
      throw wrong(
        `scopes.${index}`,
        `${inner.scope} lies below it and would be read too; choose both or neither`,
      );
  }
}

function wrong(field: string, reason: string): BelayError {
  return new BelayError('INVALID_BODY', `${field}: ${reason}.`, {
    field: `${field}.scope`,
    reason,
  });
}

async function nextReach(
  db: pg.PoolClient,
  tenant: string,
  agent: string,
  at: Date,
): Promise<number> {
  const { rows } = await db.query<{ reach: number }>(
    'update agent set reach = reach + 1, updated_at = $3 where tenant = $1 and id = $2 returning reach',
    [tenant, agent, at],
  );
  if (!rows[0]) throw noSuchAgent();
  return rows[0].reach;
}

async function replace(
  db: pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
  seen: ChoosableScope[],
  chosen: ChoosableScope[],
): Promise<void> {
  const unique = [...new Map(chosen.map((row) => [row.scope, row])).values()];
  await db.query('delete from agent_scope where tenant = $1 and agent = $2 and scope = any($3)', [
    tenant,
    agent,
    seen.map(({ scope }) => scope),
  ]);
  await db.query(
    `insert into agent_scope (tenant, agent, scope, confirmed_channels)
     select $1, $2, t.scope, array(select jsonb_array_elements_text(t.channels))
     from jsonb_to_recordset($3) as t (scope text, channels jsonb)
     on conflict (tenant, agent, scope) do update set confirmed_channels = excluded.confirmed_channels`,
    [
      tenant,
      agent,
      JSON.stringify(
        unique.map(({ scope, privateChannels }) => ({ scope, channels: privateChannels })),
      ),
    ],
  );
}
