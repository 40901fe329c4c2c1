import { hasDigit, type Rule, token } from './rule.ts';

/** Tokens that carry their own claims: whoever holds one is believed. */
export const signedTokens: readonly Rule[] = [
  {
    // header and claims are JSON, so both begin with `{"` in base64; starts at the start of a run
    // only, because a run without its dot would be walked once per start
    what: 'json web token',
    near: ['eyJ'],
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/g,
  },
  {
    // encrypted: five parts, the first alone readable
    what: 'json web token',
    near: ['eyJ'],
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]*\.[\w-]*\.[\w-]{8,}\.[\w-]{8,}/g,
  },
  token(
    'paseto',
    ['.public.', '.local.'],
    'v[1-4]\\.(?:public|local)\\.[A-Za-z0-9_-]{32,}(?:\\.[A-Za-z0-9_-]+)?',
    (secret) => hasDigit(secret.slice('v4.public.'.length)),
  ),
];
