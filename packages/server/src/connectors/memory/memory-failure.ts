import { MemoryError } from '@belay/connector/ports';
import { BelayError } from '@belay/contract/error';

/** Classes of SQLSTATE after which the same statement may succeed later. */
const passing = /^(08|25P03|40|53|55P03|57P)/;
const diskFull = '53100';
const lostContact = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/**
 * What went wrong with the memory, as the engine tells it apart: hold on and try again (SYN-6), or
 * a refusal. Anything else, `LedgerLost` and aborts among it, is passed on as it is.
 */
export function memoryFailure(error: unknown): unknown {
  if (error instanceof BelayError) return refusal(error);
  if (!(error instanceof Error) || error instanceof MemoryError) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === diskFull || code === 'ENOSPC')
    return new MemoryError('STORAGE_FULL', 'The disk of the memory is full. Make room on it.', {
      retriable: true,
      cause: error,
    });
  if (passing.test(code) || lostContact.has(code) || /^Connection terminated/.test(error.message))
    return new MemoryError('UNAVAILABLE', 'The database of the memory is away for a moment.', {
      retriable: true,
      cause: error,
    });
  return error;
}

/** Whether PostgreSQL refuses the data itself: a character or a size that no column takes. */
export function isDataError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(22|54)/.test(String(error.code));
}

function refusal(error: BelayError): MemoryError {
  const seconds = error.details.retry_after_s;
  return new MemoryError(error.code, error.message, {
    retriable: error.retriable,
    cause: error,
    ...(typeof seconds === 'number' ? { retryAfterMs: seconds * 1000 } : {}),
  });
}
