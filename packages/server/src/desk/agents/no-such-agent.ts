import { BelayError } from '@belay/contract/error';

export function noSuchAgent(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such agent. GET /v1/agents lists yours.');
}
