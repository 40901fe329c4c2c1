import { createHmac, timingSafeEqual } from 'node:crypto';
import type { identity } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';

export type SentIdentity = z.input<typeof identity>;

const longestS = 3_600;
/** The site's clock and ours */
const skewS = 60;

/** What a site signs, exactly as it sends it: no field holds a line feed, so none can be moved. */
export function signedText({ external_id, expires_at, email, name }: SentIdentity): string {
  return [external_id, expires_at, email ?? '', name ?? ''].join('\n');
}

/**
 * Whether the embedding site said so, and not too long ago (DSK-9). `sent` has its shape already,
 * but is otherwise as it came. Throws INVALID_SIGNATURE with `details.reason`.
 */
export function verifyIdentity(
  secret: string | undefined,
  sent: SentIdentity,
  nowMs: number,
): void {
  if (secret === undefined)
    throw refused(
      'not_configured',
      'This agent has no secret for identities. Make one in its settings, under Embed.',
    );
  const right = createHmac('sha256', secret).update(signedText(sent)).digest();
  if (!timingSafeEqual(right, Buffer.from(sent.signature, 'hex')))
    throw refused('signature', 'The site’s signature of this visitor is not right.');
  const leftS = sent.expires_at - nowMs / 1000;
  if (leftS <= 0)
    throw refused(
      'expired',
      'What the site says of this visitor has expired. Load the page again.',
    );
  if (leftS > longestS + skewS)
    throw refused('too_long', 'What a site says of a visitor may be good for an hour at most.');
}

function refused(reason: string, sentence: string): BelayError {
  return new BelayError('INVALID_SIGNATURE', sentence, { field: 'identity', reason });
}
