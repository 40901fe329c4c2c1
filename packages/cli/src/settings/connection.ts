import type { Cli, GlobalFlags } from '../door/cli.ts';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { type ConfigFile, readConfig } from './config-file.ts';
import { type Home, homeAt } from './home.ts';
import { readState, type State } from './state-file.ts';
import { momentOf, tokenClaims } from './token-claims.ts';

export const defaultEndpoint = 'http://localhost:3141';

/** Which memory, and as whom. */
export interface Connection {
  home: Home;
  config: ConfigFile;
  endpoint: string;
  token: string;
  actor: string;
  scope: string | undefined;
  /** ms since the epoch; undefined when the token doesn't say */
  expiresAt: number | undefined;
  source: 'flag' | 'yaml' | 'env' | 'state';
}

/**
 * Flags before YAML before environment before state file. Actor, scope and endpoint that belong to
 * a stored token are never mixed with a token from elsewhere. Throws exit 3 when there is no live
 * token, exit 2 for an unusable setting.
 */
export function resolveConnection(flags: GlobalFlags, cli: Cli): Connection {
  const home = homeAt(flags.configDir, cli.env);
  return connectionFrom(flags, readConfig(flags.config, cli.cwd, home), cli, home);
}

/** The same from a file that was read already. */
export function connectionFrom(
  flags: GlobalFlags,
  config: ConfigFile,
  cli: Cli,
  home: Home,
): Connection {
  const { token, source, state } = findToken(flags, config, cli, home);
  cli.terminal.keepSecret(token);
  const claims = tokenClaims(token);
  const { env } = cli;
  const actor =
    flags.actor ??
    config.cortexdb?.actor ??
    (env.CORTEXDB_ACTOR || undefined) ??
    state?.actor ??
    state?.user_id ??
    claims?.subject;
  if (!actor)
    throw new CliError('NO_ACTOR', 'The token does not say whom it belongs to.', {
      next: 'Add --actor user:… or set CORTEXDB_ACTOR to the token’s subject.',
      exitCode: exitCode.signIn,
    });
  const expiresAt = momentOf(state?.expires_at) ?? claims?.expiresAt;
  refuseExpired(expiresAt, cli.clock.now(), source);
  return {
    home,
    config,
    endpoint: endpointOf(flags, config, cli, state),
    token,
    actor,
    scope:
      flags.scope ??
      config.cortexdb?.scope ??
      (env.CORTEXDB_SCOPE || undefined) ??
      state?.scope ??
      claims?.scopes[0],
    expiresAt,
    source,
  };
}

/** Where the memory is; `state` counts only when its token is the one in use. */
export function endpointOf(
  flags: GlobalFlags,
  config: ConfigFile,
  cli: Pick<Cli, 'env'>,
  state?: State,
): string {
  const endpoint =
    flags.endpoint ??
    config.cortexdb?.url ??
    (cli.env.CORTEXDB_URL || undefined) ??
    state?.endpoint ??
    defaultEndpoint;
  if (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)) return endpoint;
  throw new CliError('BAD_ENDPOINT', `${endpoint} is not an http(s) address.`, {
    next: `Write it like ${defaultEndpoint}.`,
    exitCode: exitCode.usage,
  });
}

function findToken(
  flags: GlobalFlags,
  config: ConfigFile,
  cli: Cli,
  home: Home,
): { token: string; source: Connection['source']; state?: State } {
  if (flags.apiKey) return { token: flags.apiKey, source: 'flag' };
  if (config.cortexdb?.api_key) return { token: config.cortexdb.api_key, source: 'yaml' };
  if (cli.env.CORTEXDB_API_KEY) return { token: cli.env.CORTEXDB_API_KEY, source: 'env' };
  const state = readState(home);
  if (state) return { token: state.token, source: 'state', state };
  throw new CliError(
    'NOT_SIGNED_IN',
    `Not signed in: there is no ${home.state} and no CORTEXDB_API_KEY.`,
    {
      next: 'Run `cortexdb init` first; it takes a second.',
      exitCode: exitCode.signIn,
    },
  );
}

function refuseExpired(
  expiresAt: number | undefined,
  now: number,
  source: Connection['source'],
): void {
  if (expiresAt === undefined || expiresAt > now) return;
  throw new CliError('TOKEN_EXPIRED', `The token ended at ${new Date(expiresAt).toISOString()}.`, {
    next:
      source === 'state'
        ? 'Run `cortexdb init --force` for a new identity (the old one is kept as state.json.replaced), or `cortexdb init --api-key … --actor …` with a fresh token for the same one.'
        : 'Replace the token; `cortexdb auth whoami` shows whether the new one works.',
    exitCode: exitCode.signIn,
  });
}

const warnBeforeMs = 72 * 3600_000;

/** A sentence in a token's last 72 hours, else undefined (CLI-1). */
export function expiryWarning(expiresAt: number | undefined, now: number): string | undefined {
  if (expiresAt === undefined || expiresAt - now > warnBeforeMs) return undefined;
  const hours = Math.max(0, Math.floor((expiresAt - now) / 3600_000));
  return `The token of the memory ends in ${hours} h, at ${new Date(expiresAt).toISOString()}: get a fresh one before then.`;
}
