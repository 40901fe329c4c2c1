import { LedgerLost, MemoryError } from '@belay/connector/ports';
import { BelayError } from '@belay/contract/error';
import { expect, test } from 'vitest';
import { isDataError, memoryFailure } from './memory-failure.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test('[SYN-6] a database that is away, busy or full is tried again', () => {
  for (const code of ['57P01', '08006', '40001', '53300', 'ECONNREFUSED', 'ECONNRESET', '25P03'])
    expect(memoryFailure(withCode(code))).toMatchObject({ code: 'UNAVAILABLE', retriable: true });
  for (const code of ['53100', 'ENOSPC'])
    expect(memoryFailure(withCode(code))).toMatchObject({ code: 'STORAGE_FULL', retriable: true });
  const ended = new Error('Connection terminated unexpectedly');
  expect(memoryFailure(ended)).toMatchObject({ retriable: true });
});

test('[SYN-6] a refusal keeps its code, whether it passes, and when', () => {
  const full = new BelayError('STORAGE_FULL', 'full', { retry_after_s: 300 });
  expect(memoryFailure(full)).toMatchObject({ retriable: true, retryAfterMs: 300_000 });
  const denied = memoryFailure(new BelayError('POLICY_DENIED', 'denied'));
  expect(denied).toBeInstanceOf(MemoryError);
  expect(denied).toMatchObject({ code: 'POLICY_DENIED', retriable: false });
});

test('[MGD-5] a lost lease, a stop and a bug are passed on as they are', () => {
  for (const error of [
    new LedgerLost('x'),
    new DOMException('x', 'AbortError'),
    new TypeError('x'),
  ])
    expect(memoryFailure(error)).toBe(error);
  expect(memoryFailure(withCode('23505'))).not.toBeInstanceOf(MemoryError);
});

test('[SYN-4] what PostgreSQL refuses for its data alone is told apart', () => {
  expect(isDataError(withCode('22021'))).toBe(true);
  expect(isDataError(withCode('54000'))).toBe(true);
  expect(isDataError(withCode('57P01'))).toBe(false);
});
