import { z } from 'zod';

const claims = z.looseObject({
  sub: z.string().optional(),
  exp: z.union([z.number(), z.string()]).optional(),
  scopes: z.array(z.string()).optional(),
});

export interface TokenClaims {
  subject?: string;
  /** ms since the epoch */
  expiresAt?: number;
  scopes: string[];
}

const signatureBytes = 64;

/**
 * What a PASETO v4.public token says about itself, read and not verified: only the server can. Used
 * to fill in an actor and to warn before the end; undefined for any other kind of key.
 */
export function tokenClaims(token: string): TokenClaims | undefined {
  const [version, purpose, body] = token.split('.');
  if (version !== 'v4' || purpose !== 'public' || body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length <= signatureBytes) return undefined;
  try {
    const parsed = claims.parse(JSON.parse(bytes.subarray(0, -signatureBytes).toString('utf8')));
    const expiresAt = momentOf(parsed.exp);
    return {
      ...(parsed.sub === undefined ? {} : { subject: parsed.sub }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      scopes: parsed.scopes ?? [],
    };
  } catch {
    return undefined;
  }
}

/** Unix seconds or RFC 3339 → ms. */
export function momentOf(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const moment = typeof value === 'number' ? value * 1000 : Date.parse(value);
  return Number.isNaN(moment) ? undefined : moment;
}
