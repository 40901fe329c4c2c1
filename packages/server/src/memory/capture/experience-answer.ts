import { BelayError } from '@belay/contract/error';
import type { Captured } from '@belay/contract/experience';
import { publicId } from '../ids.ts';
import type { Outcome } from './capture.ts';

/** An outcome as it leaves the API. A conflict throws 409. */
export function experienceAnswer(
  outcome: Outcome,
  status: Captured['status'] = 'captured',
): Captured {
  const eventId = publicId('evt', outcome.id);
  if (outcome.kind === 'conflict')
    throw new BelayError(
      'IDEMPOTENCY_CONFLICT',
      'This idempotency_key already stands for another body. Use a new key for a new version.',
      { event_id: eventId },
    );
  return {
    event_id: eventId,
    status,
    wal_offset: outcome.walOffset,
    lifecycle_stream: `/v1/lifecycle/stream?event_id=${eventId}`,
    ...(outcome.kind === 'written' ? {} : { replayed_from_idempotency: true }),
    ...(outcome.kind === 'forgotten' ? { forgotten: true } : {}),
  };
}
