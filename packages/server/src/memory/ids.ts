import { randomUUID } from 'node:crypto';

let lastMs = 0;
let counter = 0;
/** A clock that was set back by more, ms: ids follow it, rather than tell of a time that never was. */
const setBackMs = 10_000;

/**
 * A UUIDv7 (RFC 9562, method 1): 48 bits of ms since the epoch, a 12-bit counter within the ms, the
 * rest random. Ids of one process sort in the order they were made, unless the clock is set back.
 */
export function uuidv7(nowMs: number): string {
  if (nowMs > lastMs || lastMs - nowMs > setBackMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  // a v4's second half is the variant and 62 random bits, as here; Node draws them in large lots
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomUUID().slice(19)}`;
}

/** A database uuid as it leaves the API, e.g. `evt_` + 32 hex digits. */
export function publicId(prefix: string, uuid: string): string {
  return `${prefix}_${uuid.replaceAll('-', '')}`;
}

/** The uuid inside a public id, or undefined if it isn't one. */
export function uuidOf(prefix: string, id: string): string | undefined {
  const hex = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : '';
  if (!/^[0-9a-f]{32}$/.test(hex)) return undefined;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
