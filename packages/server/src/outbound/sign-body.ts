import { createHmac } from 'node:crypto';

/**
 * `Belay-Signature` of a request of ours: `t=<seconds>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`. Who
 * receives it compares in constant time, and refuses what is older than some minutes.
 */
export function signBody(secret: string, body: string, nowMs: number): string {
  const t = Math.floor(nowMs / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
