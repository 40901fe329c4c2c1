import type { Rule } from './rule.ts';

const holdsKey = (secret: string) => /[A-Za-z0-9+/]{24}/.test(secret);

/** PEM, OpenSSH and PGP blocks, PuTTY files, age keys. */
export const privateKeys: readonly Rule[] = [
  {
    // the body ends at the next five dashes, whatever they say: no text is walked twice
    what: 'private key',
    near: ['PRIVATE KEY'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]*(?:-(?!----)[^-]*)*-----END [A-Z0-9 ]{1,50}-----/g,
    isReal: holdsKey,
  },
  {
    // pasted without its end
    what: 'private key',
    near: ['PRIVATE KEY'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:\s|\\[nr])+[A-Za-z0-9+/=]{32,})+(?:(?:\s|\\[nr])+[A-Za-z0-9+/]{4,}={1,2})?/g,
  },
  {
    what: 'private key',
    near: ['Private-Lines'],
    pattern: /(?<keep>Private-Lines: \d{1,4})(?:\s+[A-Za-z0-9+/=]{16,})+(?:\s+Private-MAC: \w+)?/g,
  },
  {
    what: 'private key',
    near: ['AGE-SECRET-KEY-'],
    pattern: /AGE-SECRET-KEY-1[A-Z0-9]{50,}/g,
  },
];
