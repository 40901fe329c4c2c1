import { randomUUID } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Caller } from './authorize.ts';
import { type Issuer, v4 } from './issuer.ts';

export interface Grant {
  tenant: string;
  actor: string;
  capabilities: readonly string[];
  scopes: readonly string[];
  ttlMs: number;
  /** ms since the epoch: it lives no longer, whatever its ttl */
  notAfter?: number;
  /** the tokens that this one comes from, the first one first: it falls with each of them */
  parents?: readonly string[];
  /** private channels whose memory it reads (MGD-6); all, unless said */
  privateChannels?: Caller['privateChannels'];
}

export interface Minted {
  token: string;
  jti: string;
  expiresAt: Date;
}

/** Tokens: PASETO v4.public, signed with the server's key, their revocation in the database. */
export interface Tokens {
  mint(grant: Grant): Promise<Minted>;
  /** Throws INVALID_TOKEN_SIGNATURE, TOKEN_EXPIRED, TOKEN_REVOKED or WRONG_TENANT. */
  verify(token: string): Promise<Caller>;
  /**
   * Ends a token and all that were minted from it. `expiresAt` in ms: until then it has to be
   * remembered, and what was minted from it lives no longer.
   */
  revoke(tenant: string, jti: string, expiresAt: number, reason: string | undefined): Promise<void>;
  /** after a commit that revoked some: this process knows it at once */
  changed(): Promise<void>;
  /** whether a caller verified before is still good, by token or session: neither expired nor ended */
  stands(caller: Caller): boolean;
  close(): void;
}

/** A server without people. */
const noSessions = { stands: () => false, onRevoked: () => undefined };

const audiencePrefix = 'cortexdb:tenant:';
/** In seconds: expiry is judged by our own clock on every call, cached or not. */
const twoCenturies = 200 * 365 * 86_400;
/** Verified tokens kept, so that a busy client costs one Ed25519 check, not one per request. */
const cacheSize = 10_000;
/** Other processes see a revocation within this time. */
const revocationPollMs = 2_000;

export async function createTokens(
  pool: pg.Pool,
  issuer: Issuer,
  now: () => number,
  sessions: { stands(caller: Caller): boolean; onRevoked(): void } = noSessions,
): Promise<Tokens> {
  const verified = new Map<string, Caller>();
  const revoked = new Set(await revokedTokens(pool));
  const look = async (): Promise<void> => {
    const known = revoked.size;
    for (const jti of await revokedTokens(pool)) revoked.add(jti);
    if (revoked.size > known) sessions.onRevoked();
  };
  const poll = setInterval(() => look().catch(() => undefined), revocationPollMs);
  poll.unref();
  const isRevoked = ({ jti, parents }: Caller) =>
    revoked.has(jti) || parents.some((parent) => revoked.has(parent));

  return {
    async mint({
      tenant,
      actor,
      capabilities,
      scopes,
      ttlMs,
      notAfter = Number.POSITIVE_INFINITY,
      parents = [],
      privateChannels = 'all',
    }) {
      const jti = `jti_${randomUUID().replaceAll('-', '')}`;
      const issuedAt = new Date(now());
      const expiresAt = new Date(Math.min(now() + ttlMs, notAfter));
      const token = await v4.Sign(
        issuer.secretKey,
        {
          iss: issuer.name,
          sub: actor,
          aud: audiencePrefix + tenant,
          jti,
          iat: issuedAt.toISOString(),
          exp: expiresAt.toISOString(),
          deployment: 'self_hosted',
          caps: [...capabilities],
          scopes: [...scopes],
          parents: [...parents],
          private: privateChannels,
        },
        { addIssuedAt: false },
      );
      return { token, jti, expiresAt };
    },

    async verify(token) {
      const caller = verified.get(token) ?? (await check(issuer, token));
      if (caller.expiresAt <= now())
        throw new BelayError(
          'TOKEN_EXPIRED',
          'The token has expired. Run "cortexdb init --force" for a new identity, or mint another token.',
        );
      if (isRevoked(caller))
        throw new BelayError('TOKEN_REVOKED', 'The token was revoked. Use another one.');
      if (!verified.has(token)) {
        if (verified.size >= cacheSize) verified.delete(verified.keys().next().value as string);
        verified.set(token, caller);
      }
      return caller;
    },

    async revoke(tenant, jti, expiresAt, reason) {
      await pool.query(
        `insert into revoked_token (jti, tenant, reason, expires_at)
         values ($1, $2, $3, $4) on conflict (jti) do nothing`,
        [jti, tenant, reason, new Date(expiresAt)],
      );
      revoked.add(jti);
      sessions.onRevoked();
    },

    changed: look,

    stands: (caller) =>
      caller.userId === undefined
        ? caller.expiresAt > now() && !isRevoked(caller)
        : sessions.stands(caller),

    close() {
      clearInterval(poll);
    },
  };
}

async function revokedTokens(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ jti: string }>(
    'select jti from revoked_token where expires_at > now()',
  );
  return rows.map((row) => row.jti);
}

async function check(issuer: Issuer, token: string): Promise<Caller> {
  const claims = await v4
    .Verify(issuer.publicKey, token, { clockTolerance: twoCenturies })
    .then((result) => result.claims as Record<string, unknown>)
    .catch((cause: unknown) => {
      throw new BelayError(
        'INVALID_TOKEN_SIGNATURE',
        'The token was not signed by this server. Run "cortexdb init --force" against it for a new one.',
        {},
        { cause },
      );
    });
  const audience = String(claims.aud);
  if (claims.iss !== issuer.name || !audience.startsWith(audiencePrefix))
    throw new BelayError('WRONG_TENANT', 'The token was made for another server or tenant.');
  return {
    tenant: audience.slice(audiencePrefix.length),
    actor: String(claims.sub),
    jti: String(claims.jti),
    expiresAt: Date.parse(String(claims.exp)),
    capabilities: claims.caps as string[],
    scopes: claims.scopes as string[],
    // signed by us; tokens of before the claim have none
    parents: (claims.parents as string[] | undefined) ?? [],
    // those of before belong to memories that one person runs
    privateChannels: (claims.private as 'all' | string[] | undefined) ?? 'all',
  };
}
