import { randomBytes } from 'node:crypto';

/** Signs an action's requests. */
export function newActionSecret(): string {
  return `actsec_${randomBytes(32).toString('base64url')}`;
}
