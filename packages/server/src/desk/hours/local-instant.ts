import type { IANAZone } from 'luxon';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * The instant of a wall time (ms as if it were UTC) in a zone. A time that a clock skips shifts
 * forward by what is skipped; of one that comes twice, `which` one.
 */
export function localInstant(wallMs: number, zone: IANAZone, which: 'first' | 'last'): number {
  const before = zone.offset(wallMs - dayMs);
  const after = zone.offset(wallMs + dayMs);
  const found = [before, after]
    .map((offset) => ({ offset, at: wallMs - offset * minuteMs }))
    .filter(({ offset, at }) => zone.offset(at) === offset)
    .map(({ at }) => at);
  if (found.length === 0) return wallMs - before * minuteMs;
  return which === 'first' ? Math.min(...found) : Math.max(...found);
}
