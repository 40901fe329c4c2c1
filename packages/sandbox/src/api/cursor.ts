import { createHash } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/** Cursors outlive rate-limit waits, not hours. */
const lifetimeMs = 3_600_000;

/** A cursor is bound to its method and query: used with another one, it is invalid. */
export function encodeCursor(call: Call, query: readonly unknown[], position: string): string {
  const parts = [digest(call, query), call.clock.now(), position];
  return Buffer.from(parts.join(':')).toString('base64');
}

/** The position that the call's cursor holds; undefined without one. */
export function cursorPosition(call: Call, query: readonly unknown[]): string | undefined {
  const cursor = call.args.text('cursor');
  if (cursor === undefined || cursor === '') return undefined;
  const [bound, at, ...rest] = Buffer.from(cursor, 'base64').toString('utf8').split(':');
  const age = call.clock.now() - Number(at);
  if (bound !== digest(call, query) || !(age <= lifetimeMs)) throw new ApiError('invalid_cursor');
  return rest.join(':');
}

function digest(call: Call, query: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([call.method, call.token.appId, ...query]))
    .digest('base64url')
    .slice(0, 8);
}
