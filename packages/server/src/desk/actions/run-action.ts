import type { Context } from '../../context.ts';
import { uuidv7 } from '../../memory/ids.ts';
import type { TurnRef } from '../conversation/turn-ref.ts';
import type { ActionRow } from './action-row.ts';
import { beginRun, runnableAction } from './begin-run.ts';
import { buildRequest } from './build-request.ts';
import { checkParameters, type ParameterProblem } from './check-parameters.ts';
import { quoteResult } from './quote-result.ts';
import { mostMs, sendAction } from './send-action.ts';
import { settleRun } from './settle-run.ts';
import { unknownOutcome } from './unknown-outcome.ts';

export type ActionOutcome =
  /** it ran, now or when the same call came before; `unknown`: begun, and nobody knows how it ended */
  | { state: 'done' | 'failed' | 'unknown'; say: string; result?: unknown }
  /** the parameters don't fit; nothing was sent. `say` describes the first of them */
  | { state: 'invalid'; say: string; problems: ParameterProblem[] }
  /** the turn is over, or the action is gone: nothing was sent, nothing is said */
  | { state: 'lost'; say: '' };

/** How long after its time a run counts as lost. */
const graceMs = 30_000;
const lost: ActionOutcome = { state: 'lost', say: '' };

/**
 * Runs an action of the conversation's agent at most once per (conversation, turn, call) (DSK-5).
 * `action` is its uuid, `call` at most 100 characters. Once begun it ends and is recorded, also if
 * somebody takes over meanwhile. `pause` is for tests.
 */
export async function runAction(
  ctx: Context,
  ref: TurnRef,
  call: string,
  action: string,
  parameters: Record<string, unknown>,
  pause?: (ms: number) => Promise<unknown>,
): Promise<ActionOutcome> {
  const found = await runnableAction(ctx.pool, ref, action);
  if (!found) return lost;
  const { values, problems } = checkParameters(found.definition.parameters, parameters);
  const [problem] = problems;
  if (problem) return { state: 'invalid', say: describe(found, problem.key), problems };

  const { request, idempotent, say } = found.definition;
  const timeoutMs = request.timeout_s * 1000;
  let run = uuidv7(ctx.now());
  const prepared = buildRequest(ctx, found, run, values);
  if (!prepared) return misfit(found, values);
  const begunAt = new Date(ctx.now());
  const isNew = await beginRun(ctx.pool, ref, action, {
    ...{ run, call, values, begunAt },
    dueAt: new Date(begunAt.getTime() + (idempotent ? mostMs : timeoutMs) + graceMs),
  });
  let outgoing = prepared;
  if (!isNew) {
    const before = await earlierRun(ctx, ref, call);
    // the turn ended between the look and the row
    if (!before || before.action !== action) return lost;
    if (before.state !== 'running') return { state: before.state, say: before.said ?? '' };
    if (!idempotent) return { state: 'unknown', say: unknownOutcome(found.language) };
    // its process died: the same request, under the same key, does no harm
    run = before.id;
    outgoing = buildRequest(ctx, found, run, before.parameters) ?? prepared;
  }
  const sent = await sendAction(ctx, outgoing, { timeoutMs, idempotent }, pause);
  const said =
    sent.state === 'unknown'
      ? unknownOutcome(found.language)
      : quoteResult(say[sent.state], sent.result);
  const { state, status, outcome, result } = sent;
  await settleRun(ctx, { tenant: ref.tenant, run }, { state, status, outcome, said });
  return { state, say: said, ...(result === undefined ? {} : { result }) };
}

/** `.` or `..` would leave its place in the address. */
function misfit(action: ActionRow, values: Record<string, string>): ActionOutcome {
  const problems = action.definition.parameters
    .filter(({ key }) => /^\.{1,2}$/.test(values[key] ?? ''))
    .map(({ key, kind }) => ({ key, reason: kind }));
  return { state: 'invalid', say: describe(action, problems[0]?.key), problems };
}

function describe({ definition }: ActionRow, key: string | undefined): string {
  return definition.parameters.find((parameter) => parameter.key === key)?.description ?? '';
}

async function earlierRun(ctx: Context, { tenant, conversation, turn }: TurnRef, call: string) {
  const { rows } = await ctx.pool.query<{
    id: string;
    action: string;
    state: 'running' | 'done' | 'failed' | 'unknown';
    said: string | null;
    parameters: Record<string, string>;
  }>(
    `select id, action, state, said, parameters from action_run
     where tenant = $1 and conversation = $2 and turn = $3 and call = $4`,
    [tenant, conversation, turn, call],
  );
  return rows[0];
}
