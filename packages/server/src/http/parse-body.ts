import { BelayError, type ErrorCode } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import type { z } from 'zod';
import type { AppEnv } from './app-env.ts';

/** 1,000 envelopes of ordinary size; one text alone may have 1 MiB. */
const largestBody = 32 * 1024 * 1024;

/** The JSON body of a request, checked by its schema. Throws 422 with the field and the reason. */
export async function parseBody<S extends z.ZodType>(
  c: HonoContext<AppEnv>,
  schema: S,
  code: ErrorCode = 'INVALID_BODY',
): Promise<z.output<S>> {
  return check(schema, await readJson(c), code);
}

/** The JSON body as it is; an empty one is `{}`. */
export async function readJson(c: HonoContext<AppEnv>): Promise<unknown> {
  if (Number(c.req.header('content-length') ?? 0) > largestBody)
    throw new BelayError('PAYLOAD_TOO_LARGE', 'The body has more than 32 MiB. Send it in parts.');
  const text = await c.req.text();
  if (text.length > largestBody)
    throw new BelayError('PAYLOAD_TOO_LARGE', 'The body has more than 32 MiB. Send it in parts.');
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BelayError(
      'INVALID_BODY',
      'The body is not JSON. Send a JSON object with Content-Type application/json.',
      {},
      { cause },
    );
  }
}

/** A value, checked; the first problem becomes `details {field, reason}`. */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: ErrorCode = 'INVALID_BODY',
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...unknown.slice(0, 1)].map(String).join('.');
  const reason = unknown.length > 0 ? 'unknown field' : (issue?.message ?? 'invalid');
  throw new BelayError(code, `${field || 'The value'}: ${reason}.`, { field, reason });
}

/** Query parameters, checked; unknown ones are ignored, as documented. */
export function parseQuery<S extends z.ZodType>(c: HonoContext<AppEnv>, schema: S): z.output<S> {
  return check(schema, c.req.query(), 'INVALID_QUERY');
}
