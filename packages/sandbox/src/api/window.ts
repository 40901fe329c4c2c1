import { clampedPage } from '../limits/limiter.ts';
import { boundTs } from '../world/timestamp.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/** The stretch of ts that a read asks for. Bounds are exclusive unless `inclusive` is given. */
export interface Window {
  oldest: string;
  latest: string;
  inclusive: boolean;
  /** what cursors are bound to */
  query: readonly unknown[];
}

const endOfTime = '9999999999.999999';

export function windowOf(call: Call, ...bound: unknown[]): Window {
  const oldest = boundOf(call, 'oldest', '0', 'invalid_ts_oldest');
  const latest = boundOf(call, 'latest', endOfTime, 'invalid_ts_latest');
  const inclusive = call.args.flag('inclusive');
  return { oldest, latest, inclusive, query: [...bound, oldest, latest, inclusive] };
}

export function isInside(window: Window, ts: string): boolean {
  const { oldest, latest, inclusive } = window;
  return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
}

/** The page size of history and replies: too much is clamped, not refused. */
export function readLimit(call: Call, otherwise: number, most: number): number {
  const isClamped = call.limiter.isClamped(call.method);
  const asked = call.args.number('limit') ?? (isClamped ? clampedPage : otherwise);
  if (asked < 1) throw new ApiError('invalid_limit');
  return Math.min(asked, isClamped ? clampedPage : most);
}

function boundOf(call: Call, name: string, otherwise: string, failure: string): string {
  const value = call.args.text(name);
  if (value === 'now' && name === 'latest') return endOfTime;
  const ts = boundTs(value || otherwise);
  if (ts === undefined) throw new ApiError(failure);
  return ts;
}
