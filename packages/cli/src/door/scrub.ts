/** What a credential looks like, wherever it turns up. */
const shapes: readonly RegExp[] = [
  /\bxox[a-z](?:[.-][A-Za-z0-9-]+)+/g,
  /\bxapp-[A-Za-z0-9-]+/g,
  /\bv4\.(?:public|local)\.[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)?/g,
  /\bcx_(?:live|test)_[A-Za-z0-9_-]+/g,
  /(?<=\bBearer )(?!\S*…)[A-Za-z0-9._~+/=-]{8,}/gi,
];

/** Shorter values would blot out ordinary words; the shapes above still catch real tokens. */
const shortestSecret = 8;

/**
 * The last thing that every line of output passes: known secrets and everything shaped like one
 * become `xoxb-…` or `…`. Callers never have to remember to redact.
 */
export function scrub(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of secrets)
    if (secret.length >= shortestSecret) clean = clean.replaceAll(secret, redact(secret));
  for (const shape of shapes) clean = clean.replace(shape, redact);
  return clean;
}

/** The kind of a token, never its value: `xoxb-…`, `v4.public.…`, else `…`. */
export function redact(secret: string): string {
  const kind = /^(?:xox[a-z](?:\.xox[a-z])?-|xapp-|v4\.(?:public|local)\.|cx_(?:live|test)_)/.exec(
    secret,
  );
  return `${kind?.[0] ?? ''}…`;
}
