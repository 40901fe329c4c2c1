import { BelayError } from '@belay/contract/error';
import { type Captured, directives, experience, scope, waits } from '@belay/contract/experience';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { check, parseBody } from '../../http/parse-body.ts';
import { publicId, uuidv7 } from '../ids.ts';
import { authorizeWrite } from './authorize-write.ts';
import type { Outcome } from './capture.ts';
import { checkBlobs } from './check-blobs.ts';
import { experienceAnswer } from './experience-answer.ts';
import { blobIds, type EventRow, prepareEvent } from './prepare-event.ts';

const bulkBody = z.strictObject({
  scope: scope.optional(),
  items: z.array(z.unknown()).min(1).max(1000),
  ordering: z.enum(['strict_temporal', 'batch_throughput']).optional(),
  directives: directives.optional(),
});
const waitQuery = z.enum(waits).default('accepted');
const ceilingMs = 30_000;

/** One line of a bulk answer: what a single write would have answered, or its error. */
type BulkResult =
  | (Omit<Captured, 'lifecycle_stream'> & { index: number })
  | {
      index: number;
      status: 'failed';
      error_code: string;
      message: string;
      details: Record<string, unknown>;
    };

/** `POST /v1/experience/bulk`: up to 1,000 items, durable together, a malformed one fails alone (MEM-3). */
export function bulkRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/experience/bulk', async (c) => {
    const wait = check(waitQuery, c.req.query('wait'), 'INVALID_BODY');
    const caller = c.get('caller');
    const body = await parseBody(c, bulkBody);
    const results: BulkResult[] = [];
    const valid: { index: number; row: EventRow }[] = [];
    const now = ctx.now();
    for (const [index, raw] of body.items.entries()) {
      try {
        const item = check(experience, withDefaults(raw, body), 'INVALID_ENVELOPE');
        // a denial refuses the batch, before anything is written
        authorizeWrite(caller, item);
        if (blobIds(item).length > 0) await checkBlobs(ctx.pool, caller, item);
        valid.push({ index, row: prepareEvent(caller, item, now) });
      } catch (error) {
        if (!(error instanceof BelayError) || error.code === 'POLICY_DENIED') throw error;
        results.push(failed(index, error));
      }
    }
    c.set('capability', 'scope.write');
    const batch = publicId('batch', uuidv7(ctx.now()));
    const outcomes = await ctx.capture.writeAll(
      valid.map((one) => one.row),
      batch,
    );
    for (const outcome of outcomes) ctx.metrics.experiences.inc({ outcome: outcome.kind });
    const indexed = wait === 'indexed' || wait === 'consolidated';
    const reached = indexed && (await waitForAll(ctx, caller.tenant, outcomes, c.req.raw.signal));
    for (const [position, { index }] of valid.entries())
      results.push(toResult(index, outcomes[position] as Outcome, reached));
    results.sort((a, b) => a.index - b.index);
    return c.json(
      {
        batch_id: batch,
        accepted: results.filter((result) => result.status !== 'failed').length,
        failed: results.filter((result) => result.status === 'failed').length,
        results,
        lifecycle_stream: `/v1/lifecycle/stream?batch_id=${batch}`,
      },
      wait === 'accepted' ? 202 : 200,
    );
  });
}

function withDefaults(raw: unknown, body: z.output<typeof bulkBody>): unknown {
  if (body.scope === undefined && body.directives === undefined) return raw;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return {
    ...(body.scope === undefined ? {} : { scope: body.scope }),
    ...(body.directives === undefined ? {} : { directives: body.directives }),
    ...raw,
  };
}

function toResult(index: number, outcome: Outcome, indexed: boolean): BulkResult {
  try {
    const { lifecycle_stream: _, ...answer } = experienceAnswer(
      outcome,
      indexed ? 'indexed' : 'captured',
    );
    return { index, ...answer };
  } catch (error) {
    if (error instanceof BelayError) return failed(index, error);
    throw error;
  }
}

function failed(index: number, error: BelayError): BulkResult {
  const { code, message, details } = error;
  return { index, status: 'failed', error_code: code, message, details };
}

function waitForAll(
  ctx: Context,
  tenant: string,
  outcomes: Outcome[],
  left: AbortSignal,
): Promise<boolean> {
  const ids = outcomes.filter((outcome) => outcome.kind === 'written').map((outcome) => outcome.id);
  return ctx.indexer.waitFor(tenant, ids, AbortSignal.any([left, AbortSignal.timeout(ceilingMs)]));
}
