import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import type pg from 'pg';
import type { AppEnv } from '../../http/app-env.ts';
import type { Caller } from '../authorize.ts';
import { capabilitiesOf } from '../roles.ts';
import { findSession, type LiveSession, type Standing } from './find-session.ts';
import { findStandings } from './find-standings.ts';

/** Who is signed in, and what that allows in a tenant, right now. */
export interface Sessions {
  cookieName: string;
  /** The session of the request's cookie. Throws 401 without one that lives. */
  signedIn(c: HonoContext<AppEnv>): Promise<LiveSession>;
  /** The same, as a caller in one tenant. Throws 401, or 403 for a tenant that isn't theirs. */
  caller(c: HonoContext<AppEnv>, tenant: string): Promise<Caller>;
  /** whether a caller of before is still signed in and may still do the same; at most 2 s old */
  stands(caller: Caller): boolean;
  /** after a commit that ended or changed anything: this process knows it at once */
  changed(): Promise<void>;
  close(): void;
}

export const sessionPrefix = 'session:';
/** A second process may serve what the first has just ended for so long. */
const cachedMs = 1_000;
const cacheSize = 10_000;
const lookMs = 2_000;
/** A stream asks at every heartbeat; what nobody asks about is no longer looked after. */
const watchedMs = 60_000;
const seenMs = 60_000;

interface Watched {
  session: string;
  tenant: string;
  askedAt: number;
  /** what it allows as last looked up; null: it ended */
  reach: string | null;
}

export function createSessions(options: {
  pool: pg.Pool;
  secret: string;
  cookieName: string;
  now(): number;
  /** somebody lost something: streams ask again */
  onChange(): void;
  onProblem(error: unknown): void;
}): Sessions {
  const { pool, now } = options;
  const cache = new Map<string, { at: number; caller: Caller }>();
  const watched = new Map<string, Watched>();
  let generation = 0;

  const tokenOf = async (c: HonoContext<AppEnv>): Promise<string> => {
    const token = await getSignedCookie(c, options.secret, options.cookieName);
    if (token) return token;
    throw new BelayError(
      'MISSING_TOKEN',
      'This call needs a signed-in person. Sign in at /app/, or send "Authorization: Bearer <token>" where tokens are taken.',
    );
  };

  const look = async (): Promise<void> => {
    for (const [key, { askedAt }] of watched) if (now() - askedAt > watchedMs) watched.delete(key);
    if (watched.size === 0) return;
    const asked = [...watched];
    const found = await findStandings(
      pool,
      asked.map(([, { session, tenant }]) => ({ session, tenant })),
    );
    let isNews = false;
    for (const [key, entry] of asked) {
      const live = found.get(key);
      const reach = live ? reachOf(callerOf(live.session, live.standing, entry.tenant)) : null;
      if (entry.reach !== reach) isNews = true;
      entry.reach = reach;
    }
    if (isNews) options.onChange();
  };
  const timer = setInterval(() => look().catch(options.onProblem), lookMs);
  timer.unref();

  return {
    cookieName: options.cookieName,

    async signedIn(c) {
      const found = await findSession(pool, await tokenOf(c), undefined);
      if (found) return found.session;
      throw ended();
    },

    async caller(c, tenant) {
      const token = await tokenOf(c);
      const key = `${token} ${tenant}`;
      const known = cache.get(key);
      if (known && now() - known.at < cachedMs && known.caller.expiresAt > now())
        return known.caller;
      const asOf = generation;
      const found = await findSession(pool, token, tenant);
      if (!found) throw ended();
      const { session, standing } = found;
      if (!standing) throw notTheirs();
      if (now() - standing.lastSeenAt > seenMs) await markSeen(pool, tenant, session.person.id);
      const caller = callerOf(session, standing, tenant);
      if (cache.size >= cacheSize) cache.clear();
      if (asOf === generation) cache.set(key, { at: now(), caller });
      return caller;
    },

    stands(caller) {
      if (caller.expiresAt <= now()) return false;
      const session = caller.jti.slice(sessionPrefix.length);
      const key = `${session} ${caller.tenant}`;
      const entry = watched.get(key);
      const reach = reachOf(caller);
      if (!entry) {
        watched.set(key, { session, tenant: caller.tenant, askedAt: now(), reach });
        return true;
      }
      entry.askedAt = now();
      return entry.reach === reach;
    },

    async changed() {
      generation += 1;
      cache.clear();
      await look();
    },

    close: () => clearInterval(timer),
  };
}

function callerOf(session: LiveSession, standing: Standing, tenant: string): Caller {
  return {
    tenant,
    actor: `user:${session.person.email}`,
    jti: sessionPrefix + session.id,
    expiresAt: session.expiresAt,
    capabilities: capabilitiesOf(standing.role, session.person.isOperator),
    scopes: standing.scopes ?? [standing.rootScope],
    parents: [],
    userId: session.person.id,
    privateChannels: standing.privateChannels,
  };
}

/** What changes when a role or reach does. */
function reachOf({ capabilities, scopes, privateChannels }: Caller): string {
  return JSON.stringify([capabilities, scopes, privateChannels]);
}

async function markSeen(pool: pg.Pool, tenant: string, person: string): Promise<void> {
  await pool.query('update member set last_seen_at = now() where tenant = $1 and person = $2', [
    tenant,
    person,
  ]);
}

function ended(): BelayError {
  return new BelayError('TOKEN_EXPIRED', 'The session has ended. Sign in again.');
}

/** The same for a tenant of others and for one that doesn't exist (SEC-2). */
function notTheirs(): BelayError {
  return new BelayError(
    'POLICY_DENIED',
    'You are not a member of this organisation. GET /v1/me lists yours.',
    { decided_by_tier: 'tenant', reason: 'not a member' },
  );
}
