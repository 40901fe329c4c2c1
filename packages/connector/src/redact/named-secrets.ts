import { looksRandom, type Rule } from './rule.ts';

/**
 * Keys of no known shape that their name gives away, where the value looks random. Only in quotes
 * or as in an `.env` file: in code, what follows such a name is an expression.
 */
export const namedSecrets: readonly Rule[] = [
  {
    what: 'secret',
    near: ['='],
    pattern:
      /(?<![A-Za-z0-9_])(?<keep>[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|APIKEY|PRIVATE_KEY|ACCESS_KEY|SECRET_KEY)=)[A-Za-z0-9+/=_~-]{16,}(?![A-Za-z0-9.(])/g,
    isReal: looksRandom,
  },
  {
    what: 'secret',
    near: ['"', "'"],
    pattern:
      /(?<keep>(?:password|passwd|secret|api_?key|private_?key|access_?key|secret_?key|(?:auth|access|refresh|bot)_?token)["']?[ \t]{0,4}(?::|=>?)[ \t]{0,4}["'])[A-Za-z0-9+/=_~!@#$%^&*.-]{16,}(?=["'])/gi,
    isReal: looksRandom,
  },
];
