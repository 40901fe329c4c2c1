import { BelayError } from '@belay/contract/error';

/** One answer for links that never were, were used, replaced, withdrawn or have expired. */
export function linkSpent(next: string): BelayError {
  return new BelayError(
    'LINK_EXPIRED',
    `This link doesn't work any more: it was used, replaced or is too old. ${next}`,
  );
}
