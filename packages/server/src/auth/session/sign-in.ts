import { hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import type pg from 'pg';

/** The address that a session was made from; set by us on every request that better-auth sees. */
export const addressHeader = 'x-belay-client-address';

const day = 86_400;
/** better-auth hashes with scrypt; the limits are those of the contract. */
const password = { min: 10, max: 128 };

/** What of the secret key signs session cookies: another purpose, another key. */
export function sessionSecret(key: Buffer): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'belay session cookie', 32)).toString('base64url');
}

/**
 * better-auth with e-mail and password only, on our pool and our tables. Nobody reaches its own
 * router: our routes call its functions, so what isn't called isn't served.
 */
export function createSignIn(pool: pg.Pool, secret: string, publicUrl: string) {
  return betterAuth({
    appName: 'Belay',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // attempts are counted by us: per e-mail too, and for all processes
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: password.min,
      maxPasswordLength: password.max,
    },
    user: {
      modelName: 'person',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'session',
      expiresIn: 30 * day,
      updateAge: day,
      // changing a password asks for the old one; nothing else is served that would need freshness
      freshAge: 0,
      fields: {
        userId: 'person',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'person',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: 'belay',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
}

export type SignIn = ReturnType<typeof createSignIn>;
