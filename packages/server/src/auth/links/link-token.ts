import { createHash, randomBytes } from 'node:crypto';

/** What stands behind a link: 256 random bits, so that its plain hash can't be guessed from. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What of it is stored. Rows are found by this hash: comparing it in an index tells nobody anything
 * about the token, however long it takes.
 */
export function linkTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
