import type { Command } from 'commander';
import type { Cli, GlobalFlags } from '../door/cli.ts';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { globalFlags, usageError, wantsJson } from '../door/program.ts';
import { isRecord } from '../memory/api-error.ts';
import { CortexClient } from '../memory/cortex-client.ts';
import { readConfig } from '../settings/config-file.ts';
import { endpointOf } from '../settings/connection.ts';
import { homeAt } from '../settings/home.ts';
import { readState, type State, writeState } from '../settings/state-file.ts';
import { momentOf, tokenClaims } from '../settings/token-claims.ts';

/**
 * `cortexdb init`: an identity in the memory, kept in state.json. Run again it changes nothing; an
 * expired one is refused with exit 3, because a new signup is a new, empty identity (CLI-1).
 */
export function initCommand(program: Command, cli: Cli): void {
  program
    .command('init')
    .description('get an identity in the memory, or store the one given by --api-key and --actor')
    .option('--force', 'a new identity; the old file is kept as state.json.replaced')
    .action(async (options: { force?: boolean }) => {
      const flags = globalFlags(program);
      const home = homeAt(flags.configDir, cli.env);
      const existing = options.force ? undefined : readState(home);
      if (!flags.apiKey && existing) {
        refuseExpired(existing, cli.clock.now());
        return tell(existing, 'kept');
      }
      const endpoint = endpointOf(flags, readConfig(flags.config, cli.cwd, home), cli, existing);
      const state = flags.apiKey
        ? await given(flags, flags.apiKey, endpoint, cli)
        : await signup(endpoint, cli);
      if (existing && sameIdentity(existing, state)) return tell(existing, 'kept');
      const replaced = writeState(home, state);
      tell(state, 'created', replaced);
    });

  function tell(state: State, result: 'kept' | 'created', replaced?: string): void {
    const { terminal } = cli;
    const { token: _token, ...visible } = state;
    const path = homeAt(globalFlags(program).configDir, cli.env).state;
    if (wantsJson(program, cli)) {
      terminal.json({ result, state: path, ...visible, ...(replaced ? { replaced } : {}) });
      return;
    }
    const who = state.actor ?? state.user_id ?? '';
    terminal.line(
      result === 'kept'
        ? `You are ${who} already; nothing was changed. (--force starts a new identity.)`
        : `${terminal.style('green', '✓')} You are ${terminal.style('bold', who)}.`,
    );
    if (state.scope) terminal.line(`  scope    ${state.scope}`);
    if (state.expires_at) terminal.line(`  until    ${state.expires_at}`);
    terminal.line(`  stored   ${path}`);
    if (replaced) terminal.line(`  before   ${replaced}`);
    if (result === 'created')
      terminal.line('Next: SLACK_BOT_TOKEN=xoxb-… cortexdb-sync sync slack');
  }
}

function sameIdentity(a: State, b: State): boolean {
  return a.token === b.token && a.actor === b.actor && a.scope === b.scope;
}

function refuseExpired(state: State, now: number): void {
  const end = momentOf(state.expires_at) ?? tokenClaims(state.token)?.expiresAt;
  if (end === undefined || end > now) return;
  throw new CliError(
    'TOKEN_EXPIRED',
    `The stored identity ended at ${new Date(end).toISOString()}; it was not replaced, because a new one can't see its memory.`,
    {
      next: 'Keep the identity with `cortexdb init --api-key <fresh token> --actor <actor>`, or start a new one with `cortexdb init --force`.',
      exitCode: exitCode.signIn,
    },
  );
}

/** An anonymous identity of its own: the server makes tenant, actor and scope. */
async function signup(endpoint: string, cli: Cli): Promise<State> {
  const client = new CortexClient({ url: endpoint, clock: cli.clock, fetch: cli.fetch });
  const answer = await client.call('POST', '/v1/auth/signup', { json: {}, signal: cli.signal });
  const { token, user_id, scope, expires_at } = isRecord(answer) ? answer : {};
  if (typeof token !== 'string' || typeof user_id !== 'string')
    throw new CliError('NOT_A_CORTEXDB', `${endpoint} did not answer like a CortexDB.`, {
      next: 'Check --endpoint or CORTEXDB_URL.',
    });
  cli.terminal.keepSecret(token);
  return {
    token,
    actor: user_id,
    user_id,
    ...(typeof scope === 'string' ? { scope } : {}),
    ...(typeof expires_at === 'string' ? { expires_at } : {}),
    endpoint,
  };
}

/** The identity that the flags name, once the server has accepted it. */
async function given(
  flags: GlobalFlags,
  token: string,
  endpoint: string,
  cli: Cli,
): Promise<State> {
  cli.terminal.keepSecret(token);
  const claims = tokenClaims(token);
  const actor = flags.actor ?? (cli.env.CORTEXDB_ACTOR || undefined) ?? claims?.subject;
  if (!actor)
    throw usageError('--api-key needs --actor.', 'Add --actor user:… as the dashboard shows it.');
  const scope = flags.scope ?? (cli.env.CORTEXDB_SCOPE || undefined) ?? claims?.scopes[0];
  const client = new CortexClient({
    url: endpoint,
    token,
    actor,
    clock: cli.clock,
    fetch: cli.fetch,
  });
  const answer = await client.call('GET', '/v1/auth/whoami', { signal: cli.signal });
  const said = isRecord(answer) && isRecord(answer.token) ? answer.token.exp : undefined;
  const end =
    momentOf(typeof said === 'number' || typeof said === 'string' ? said : undefined) ??
    claims?.expiresAt;
  return {
    token,
    actor,
    user_id: actor,
    ...(scope ? { scope } : {}),
    ...(end === undefined ? {} : { expires_at: new Date(end).toISOString() }),
    endpoint,
  };
}
