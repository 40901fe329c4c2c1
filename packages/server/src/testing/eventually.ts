import { expect } from 'vitest';

/** `expect.poll` with the patience that a busy machine needs. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 30_000, interval: 20 });
}
