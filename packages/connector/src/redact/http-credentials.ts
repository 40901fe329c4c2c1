import { looksRandom, type Rule } from './rule.ts';

/** What a pasted request carries in its headers. */
export const httpCredentials: readonly Rule[] = [
  {
    what: 'bearer token',
    near: ['earer', 'EARER'],
    pattern: /(?<![A-Za-z0-9])(?<keep>(?:bearer|BEARER|Bearer)[ \t]{1,4})[A-Za-z0-9+/=_.~-]{16,}/g,
    isReal: looksRandom,
  },
  {
    what: 'basic credentials',
    near: ['asic ', 'ASIC '],
    pattern:
      /(?<keep>authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?basic[ \t]{1,4})[A-Za-z0-9+/]{6,}={0,2}/gi,
  },
  {
    what: 'api key',
    near: ['ey', 'EY', 'oken', 'OKEN'],
    pattern:
      /(?<![A-Za-z0-9-])(?<keep>(?:x-api-key|x-auth-token|api-key|private-token|x-vault-token)["']?[ \t]{0,4}:[ \t]{0,4}["']?)[A-Za-z0-9+/=_.~-]{16,}/gi,
    isReal: looksRandom,
  },
];
