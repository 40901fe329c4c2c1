import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedRequest {
  signingSecret: string;
  /** `X-Slack-Request-Timestamp`: seconds since the epoch */
  timestamp: string | undefined;
  /** `X-Slack-Signature` */
  signature: string | undefined;
  /** the body as it came, before any parsing */
  body: Uint8Array;
  /** ms since the epoch */
  now: number;
}

export type Verdict =
  | { ok: true }
  | { ok: false; reason: 'missing' | 'malformed' | 'stale' | 'mismatch' };

/** Slack allows five minutes; a timestamp from the future is as wrong as an old one. */
const toleranceMs = 300_000;

/**
 * Whether Slack sent this: signature v0, HMAC-SHA256 over `v0:<timestamp>:<raw body>`, compared in
 * constant time. Fails closed. Source: docs.slack.dev, "Verifying requests from Slack".
 */
export function verifyRequest(request: SignedRequest): Verdict {
  const { timestamp, signature, signingSecret, body, now } = request;
  if (!timestamp || !signature || signingSecret === '') return { ok: false, reason: 'missing' };
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature))
    return { ok: false, reason: 'malformed' };
  if (Math.abs(now - Number(timestamp) * 1000) > toleranceMs) return { ok: false, reason: 'stale' };
  const expected = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:`)
    .update(body)
    .digest();
  const given = Buffer.from(signature.slice('v0='.length), 'hex');
  return timingSafeEqual(expected, given) ? { ok: true } : { ok: false, reason: 'mismatch' };
}
