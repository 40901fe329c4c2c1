import type { ActionTest } from '@belay/contract/desk/action';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { auditAction } from './audit-action.ts';
import { buildRequest, openHeaders } from './build-request.ts';
import { refused } from './check-definition.ts';
import { checkParameters } from './check-parameters.ts';
import { type ActionPath, findAction } from './find-action.ts';
import { quoteResult } from './quote-result.ts';
import { sendAction } from './send-action.ts';
import { unknownOutcome } from './unknown-outcome.ts';

/** Of the answer that is shown. */
const mostCharacters = 8_000;

/**
 * Runs an action once, enabled or not, and shows request and answer. No run is recorded and nobody
 * is told. Throws INVALID_BODY for parameters that don't fit.
 */
export async function testAction(
  ctx: Context,
  caller: Caller,
  path: ActionPath,
  parameters: Record<string, unknown>,
): Promise<ActionTest> {
  const row = await findAction(ctx.pool, path);
  const { values, problems } = checkParameters(row.definition.parameters, parameters);
  const [problem] = problems;
  if (problem)
    throw refused(
      `parameters.${problem.key}`,
      problem.reason === 'missing' ? 'is needed' : `is no ${problem.reason}`,
    );
  const request = buildRequest(ctx, row, uuidv7(ctx.now()), values);
  if (!request) throw refused('parameters', 'one of them would leave its place in the address');
  await auditAction(ctx, ctx.pool, caller, 'test', row);
  const began = ctx.now();
  const { say, request: wanted } = row.definition;
  const timeoutMs = wanted.timeout_s * 1000;
  const sent = await sendAction(ctx, request, { timeoutMs, idempotent: false });
  const body = withoutSecrets(sent.body, Object.values(openHeaders(ctx, row)));
  return {
    state: sent.state === 'done' ? 'done' : 'failed',
    request: {
      method: request.method,
      url: request.url,
      headers: request.headers.map(({ name, value, isOwn }) => ({
        name,
        value: isOwn ? null : value,
      })),
      body: request.body ?? null,
    },
    answer:
      sent.status === null
        ? null
        : {
            status: sent.status,
            content_type: sent.contentType,
            body: body.slice(0, mostCharacters).toWellFormed(),
            is_cut: sent.isCut || body.length > mostCharacters,
          },
    outcome: sent.outcome,
    say:
      sent.state === 'unknown' ? unknownOutcome(null) : quoteResult(say[sent.state], sent.result),
    duration_ms: ctx.now() - began,
  };
}

/** A server that echoes what it was sent shows nobody a header's value. */
function withoutSecrets(text: string, values: string[]): string {
  return values
    .filter((value) => value.length >= 6)
    .reduce((all, value) => all.replaceAll(value, '•••'), text);
}
