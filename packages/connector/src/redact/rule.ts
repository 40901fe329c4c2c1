/** One kind of secret, as data. */
export interface Rule {
  /** what the mark calls it: `[redacted: github token]` */
  what: string;
  /** one of these stands in every match: a quick look that spares most texts the pattern */
  near: readonly string[];
  /**
   * Global, and linear on any input. A named group `keep` at the start of the match stays; the
   * rest of the match is what is cut.
   */
  pattern: RegExp;
  /** the last word, on what a pattern can't say */
  isReal?: (secret: string) => boolean;
  /** matches are short: after a false one, look on from its second character */
  isBounded?: boolean;
}

/**
 * A secret that its own beginning gives away. It never starts inside a word, and what is glued to
 * its end goes with it, so that a cut leaves nothing behind that reads as another secret.
 */
export function token(
  what: string,
  near: string | readonly string[],
  source: string,
  isReal: (secret: string) => boolean = hasDigit,
): Rule {
  return {
    what,
    near: typeof near === 'string' ? [near] : near,
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:${source})[\\w-]*`, 'g'),
    isReal,
  };
}

/** Random keys have digits; `xoxb-your-token-here` has none. */
export function hasDigit(secret: string): boolean {
  return /\d/.test(secret);
}

/** A value of chance, not a word or a name: digits among letters of both cases, or in a long run. */
export function looksRandom(secret: string): boolean {
  const digits = secret.match(/\d/g)?.length ?? 0;
  return digits > 1 && (isMixedCase(secret) || /[A-Za-z0-9]{20}/.test(secret));
}

export function isMixedCase(secret: string): boolean {
  return /[a-z]/.test(secret) && /[A-Z]/.test(secret);
}
