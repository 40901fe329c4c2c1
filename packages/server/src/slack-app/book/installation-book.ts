import type pg from 'pg';
import type { Sealer } from '../../auth/sealer.ts';
import type { Config } from '../../config/read-config.ts';
import type { Notices } from '../../db/notices.ts';
import { readHolders } from './read-holders.ts';

/** Our app in one workspace, as a delivery is matched with it. */
export interface Installed {
  tenant: string;
  id: string;
  teamId: string;
  enterpriseId: string | undefined;
  /** undefined until an event or bots.info tells it */
  appId: string | undefined;
  botUserId: string;
  /** agents are told there: what people do in Slack concerns them */
  hasDesk: boolean;
  /** the Web API that it was installed at; undefined: as the server is configured */
  apiUrl: string | undefined;
}

/** Everybody who knows one secret: it belongs to one app, which may be in many workspaces, or none. */
export interface Holders {
  secret: string;
  installations: Installed[];
}

/** Which installations a delivery can be for. Both throw when the database can't be asked. */
export interface InstallationBook {
  /** signing secrets that may have signed a request of this app; without an app, all of them */
  signers(appId: string | undefined): Promise<Holders[]>;
  /** those whose app token this is */
  ofAppToken(token: string): Promise<Installed[]>;
  /**
   * Reads anew what was read before a moment ago, or at all where Slack itself asks; false: nothing
   * can have changed.
   */
  renew(isProved?: boolean): Promise<boolean>;
  close(): void;
}

/** A lost notification costs no more than this. */
const freshMs = 5_000;
/** Whoever knocks with a wrong secret makes us look no more often than this. */
const momentMs = 200;

interface Pages {
  at: number;
  signers: Holders[];
  appTokens: Holders[];
}

/** Secrets are held open in memory only, and let go when anything about the connectors changes. */
export function createInstallationBook(deps: {
  pool: pg.Pool;
  config: Pick<Config, 'slackApp'>;
  sealer: Sealer;
  notices: Notices;
  now(): number;
  /** a secret that can't be opened: its installation hears nothing */
  onProblem(error: unknown): void;
}): InstallationBook {
  let pages: Promise<Pages> | undefined;
  let opened = new Map<string, string>();
  const drop = () => {
    pages = undefined;
  };
  const stop = deps.notices.on('belay_connectors', drop);

  const load = async (): Promise<Pages> => {
    const at = deps.now();
    const next = new Map<string, string>();
    const open = (name: string, sealed: Buffer | null) => {
      if (!sealed) return undefined;
      const key = `${name} ${sealed.toString('base64')}`;
      try {
        const secret = opened.get(key) ?? deps.sealer.open(name, sealed);
        next.set(key, secret);
        return secret;
      } catch (error) {
        deps.onProblem(error);
        return undefined;
      }
    };
    const read = await readHolders(deps.pool, deps.config.slackApp, open);
    opened = next;
    return { at, ...read };
  };
  const current = async (): Promise<Pages> => {
    const known = pages;
    if (known) {
      const read = await known;
      if (deps.now() - read.at < freshMs) return read;
      if (pages === known) pages = undefined;
    }
    if (!pages) {
      const loading = load();
      pages = loading;
      loading.catch(() => {
        if (pages === loading) pages = undefined;
      });
    }
    return pages;
  };

  return {
    async signers(appId) {
      const { signers } = await current();
      if (appId === undefined) return signers;
      return signers.filter(
        ({ installations }) =>
          // an app that is in no workspace yet
          installations.length === 0 ||
          installations.some((one) => one.appId === undefined || one.appId === appId),
      );
    },
    async ofAppToken(token) {
      const { appTokens } = await current();
      return appTokens.find(({ secret }) => secret === token)?.installations ?? [];
    },
    async renew(isProved = false) {
      const known = pages;
      if (!known) return true;
      const age = deps.now() - (await known).at;
      if (age < (isProved ? 0 : momentMs)) return false;
      if (pages === known) drop();
      return true;
    },
    close: stop,
  };
}
