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
  const text = await readText(c);
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

/** Without a declared length the body is counted as it arrives, so that nobody can fill the memory. */
async function readText(c: HonoContext<AppEnv>): Promise<string> {
  const tooLarge = () =>
    new BelayError('PAYLOAD_TOO_LARGE', 'The body has more than 32 MiB. Send it in parts.');
  const declared = c.req.header('content-length');
  if (Number(declared ?? 0) > largestBody) throw tooLarge();
  // the HTTP parser holds a body to its declared length
  if (declared !== undefined || c.req.raw.body === null) return c.req.text();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body) {
    size += chunk.byteLength;
    if (size > largestBody) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
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
