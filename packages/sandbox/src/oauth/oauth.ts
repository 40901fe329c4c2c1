import { randomUUID } from 'node:crypto';
import { ApiError } from '../api/api-error.ts';
import type { Clock } from '../clock/clock.ts';
import type { App, Token } from '../world/model.ts';
import type { World } from '../world/world.ts';

/** What the app's owner and the workspace's admins set. */
export interface OAuthSettings {
  /** addresses to which people may be sent back, or below which; none: any */
  redirectUrls: readonly string[];
  /** people who are no admins must ask one first */
  needsApproval: boolean;
  /** tokens live 12 hours and are refreshed */
  hasRotation: boolean;
}

/** A person's yes, as the code that they bring back stands for it. */
export interface Consent {
  userId: string;
  scopes: readonly string[];
  userScopes: readonly string[];
  /** named by the app: it must name it again */
  redirectUri: string | undefined;
  /** for the organisation, not for the workspace */
  isOrg: boolean;
}

export interface OAuthOptions {
  world: World;
  clock: Clock;
  app: () => App;
  /** a new token's value */
  mint: (kind: 'bot' | 'user') => string;
}

type Json = Record<string, unknown>;

const codeMs = 10 * 60_000;
const lifeS = 43_200;
/** a refresh token that was used answers the same again for that long */
const graceMs = 60_000;
const mostActive = 2;

const usual = (): OAuthSettings => ({ redirectUrls: [], needsApproval: false, hasRotation: false });

interface Refresh {
  token: Token;
  used?: { at: number; answer: Json };
}

/** How apps come into the workspace: consent, codes, tokens and their rotation. */
export class OAuth {
  readonly clientId = '1234567890.9876543210';
  readonly clientSecret = 'sandbox0client0secret0of0belay00';
  settings = usual();
  /** who asked an admin, oldest first */
  requests: string[] = [];
  readonly #options: OAuthOptions;
  readonly #codes = new Map<string, Consent & { until: number }>();
  readonly #refreshes = new Map<string, Refresh>();

  constructor(options: OAuthOptions) {
    this.#options = options;
  }

  configure(wish: Partial<OAuthSettings>): void {
    this.settings = { ...this.settings, ...wish };
  }

  /** Whether that person may install the app themselves. */
  mayInstall(userId: string): boolean {
    return !this.settings.needsApproval || this.#options.world.user(userId).isAdmin;
  }

  /** Asks an admin. */
  ask(userId: string): void {
    if (!this.requests.includes(userId)) this.requests.push(userId);
  }

  /** An admin says yes: from now on anybody may install it. */
  approve(): void {
    this.requests = [];
    this.configure({ needsApproval: false });
  }

  /** A code for a consent, good once and for ten minutes. */
  consent(consent: Consent): string {
    const code = `${this.clientId}.${randomUUID().replaceAll('-', '')}`;
    this.#codes.set(code, { ...consent, until: this.#options.clock.now() + codeMs });
    return code;
  }

  /** Refuses who is not our app. */
  check(clientId: string | undefined, clientSecret: string | undefined): void {
    if (clientId !== this.clientId) throw new ApiError('invalid_client_id');
    if (clientSecret !== this.clientSecret) throw new ApiError('bad_client_secret');
  }

  /** Tokens for a code. */
  redeem(code: string | undefined, redirectUri: string | undefined): Json {
    const { clock, app } = this.#options;
    const consent = this.#codes.get(code ?? '');
    if (!consent || consent.until < clock.now()) throw new ApiError('invalid_code');
    if (redirectUri !== consent.redirectUri) throw new ApiError('bad_redirect_uri');
    this.#codes.delete(code ?? '');
    const own = app();
    own.isOrgInstall = consent.isOrg;
    if (!consent.isOrg) delete own.isOrgInstall;
    const token = this.#issue(
      'bot',
      own.botUserId,
      this.#withStanding(consent.scopes),
      consent.isOrg,
    );
    const user =
      consent.userScopes.length > 0
        ? this.#issue('user', consent.userId, consent.userScopes, consent.isOrg)
        : undefined;
    return {
      ...this.#answer(token),
      authed_user: {
        id: consent.userId,
        ...(user
          ? { scope: user.scopes.join(','), access_token: user.value, token_type: 'user' }
          : {}),
      },
    };
  }

  /** New tokens for a refresh token: once, and for a short while the same ones again. */
  refresh(value: string | undefined): Json {
    const now = this.#options.clock.now();
    const refresh = this.#refreshes.get(value ?? '');
    const isDead =
      this.#options.world.tokens.get(refresh?.token.value ?? '')?.failure === 'account_inactive';
    if (!refresh || isDead) throw new ApiError('invalid_refresh_token');
    if (refresh.used) {
      if (now - refresh.used.at > graceMs) throw new ApiError('invalid_refresh_token');
      return refresh.used.answer;
    }
    const { kind, userId, scopes, isOrg } = refresh.token;
    const token = this.#issue(kind === 'user' ? 'user' : 'bot', userId, scopes, isOrg ?? false);
    const answer = this.#answer(token);
    refresh.used = { at: now, answer };
    return answer;
  }

  /** A long-lived token becomes one that rotates; the old one dies. */
  exchange(token: Token): Json {
    if (!this.settings.hasRotation) throw new ApiError('token_rotation_not_enabled');
    if (token.expiresAt !== undefined) throw new ApiError('token_already_exchanged');
    const kind = token.kind === 'user' ? 'user' : 'bot';
    const fresh = this.#issue(kind, token.userId, token.scopes, token.isOrg ?? false);
    this.#kill(token);
    return this.#answer(fresh);
  }

  /** An org-wide installation comes into the workspace, or leaves it. */
  grantTeam(isGranted: boolean): void {
    const { world, clock, app } = this.#options;
    app().isGranted = isGranted;
    world.record(clock.now(), {
      type: isGranted ? 'team_access_granted' : 'team_access_revoked',
      teamId: world.team.current.id,
    });
  }

  clear(): void {
    this.settings = usual();
    this.requests = [];
    this.#codes.clear();
    this.#refreshes.clear();
  }

  #issue(kind: 'bot' | 'user', userId: string, scopes: readonly string[], isOrg: boolean): Token {
    const { world, clock, app, mint } = this.#options;
    const { hasRotation } = this.settings;
    const token: Token = {
      value: hasRotation ? `xoxe.${mint(kind)}` : mint(kind),
      kind,
      appId: app().id,
      userId,
      scopes,
      isConsented: true,
      ...(isOrg ? { isOrg } : {}),
      ...(hasRotation ? { expiresAt: clock.now() + lifeS * 1000 } : {}),
    };
    world.issueToken(token);
    if (!hasRotation) return token;
    const active = [...world.tokens.values()].filter(
      (other) =>
        other.kind === kind &&
        other.userId === userId &&
        other.expiresAt !== undefined &&
        !other.failure,
    );
    for (const old of active.slice(0, -mostActive)) this.#kill(old);
    return token;
  }

  /** Quietly: nobody removed the app. */
  #kill(token: Token): void {
    this.#options.world.issueToken({ ...token, failure: 'token_revoked' });
  }

  #answer(token: Token): Json {
    const { world, app, clock } = this.#options;
    const { id, name, enterpriseId, enterpriseName } = world.team.current;
    const { id: app_id, botUserId } = app();
    const isOrg = token.isOrg ?? false;
    return {
      access_token: token.value,
      token_type: token.kind,
      scope: token.scopes.join(','),
      ...(token.kind === 'bot' ? { bot_user_id: botUserId } : {}),
      app_id,
      team: isOrg ? null : { id, name },
      enterprise: enterpriseId ? { id: enterpriseId, name: enterpriseName ?? enterpriseId } : null,
      is_enterprise_install: isOrg,
      ...(token.expiresAt === undefined
        ? {}
        : {
            refresh_token: this.#refreshFor(token),
            expires_in: Math.floor((token.expiresAt - clock.now()) / 1000),
          }),
    };
  }

  #refreshFor(token: Token): string {
    const value = `xoxe-1-sandbox-${randomUUID().slice(0, 8)}`;
    this.#refreshes.set(value, { token });
    return value;
  }

  /** Scopes add up over installations, until the app is removed. */
  #withStanding(scopes: readonly string[]): string[] {
    const { world, app } = this.#options;
    const standing = [...world.tokens.values()].filter(
      ({ kind, appId, failure, isConsented }) =>
        kind === 'bot' && appId === app().id && !failure && isConsented,
    );
    return [...new Set([...standing.flatMap((token) => token.scopes), ...scopes])];
  }
}
