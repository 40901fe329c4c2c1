import { BelayError, type ErrorBody } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { AppEnv } from './app-env.ts';

/** The one place where an error becomes an answer. Unexpected ones are logged, once, and told as INTERNAL. */
export function errorAnswer(error: Error, c: HonoContext<AppEnv>, log: Logger): Response {
  const known = asBelayError(error);
  const requestId = c.get('requestId') ?? 'req_unknown';
  if (known.code === 'INTERNAL') log.error({ err: error, requestId }, 'unexpected error');
  const body: ErrorBody = {
    error_code: known.code,
    message: known.message,
    details: known.details,
    retriable: known.retriable,
    request_id: requestId,
  };
  const retryAfter = known.details.retry_after_s;
  if (typeof retryAfter === 'number') c.header('Retry-After', String(retryAfter));
  return c.json(body, known.status as ContentfulStatusCode);
}

function asBelayError(error: Error): BelayError {
  if (error instanceof BelayError) return error;
  if (error instanceof HTTPException && error.status === 413)
    return new BelayError('PAYLOAD_TOO_LARGE', 'The body is too large. Send less at once.');
  const code = (error as { code?: unknown }).code;
  // PostgreSQL: disk_full, out of shared memory; the file system: no space
  if (code === '53100' || code === 'ENOSPC')
    return new BelayError(
      'STORAGE_FULL',
      'The disk is full: nothing was written. Free some space and send the same request again.',
      { retry_after_s: 60 },
      { cause: error },
    );
  if (
    typeof code === 'string' &&
    (code.startsWith('08') || code.startsWith('57P') || code === 'ECONNREFUSED')
  )
    return new BelayError(
      'UNAVAILABLE',
      'The database does not answer. Send the same request again in a moment.',
      { retry_after_s: 2 },
      { cause: error },
    );
  return new BelayError(
    'INTERNAL',
    'Belay failed to handle this request. Quote the request id when you report it.',
    {},
    { cause: error },
  );
}
