const maxWaitMs = 3_600_000;

/**
 * How long a server asks us to wait, in ms, at most an hour: `Retry-After` (seconds or a date),
 * else `RateLimit-Reset` / `X-RateLimit-Reset` (seconds from now, unix seconds, or RFC 3339).
 */
export function retryAfter(headers: Headers, nowMs: number): number | undefined {
  for (const name of ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset']) {
    const wait = parse(headers.get(name), nowMs);
    if (wait !== undefined) return Math.min(Math.max(wait, 0), maxWaitMs);
  }
  return undefined;
}

function parse(value: string | null, nowMs: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const number = Number(value);
  // past a billion a number can only be a moment, not a span
  if (Number.isFinite(number)) return number >= 1e9 ? number * 1000 - nowMs : number * 1000;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : moment - nowMs;
}
