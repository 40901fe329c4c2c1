import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { globalFlags, usageError } from '../door/program.ts';
import { CortexClient } from '../memory/cortex-client.ts';
import { type Connection, resolveConnection } from '../settings/connection.ts';

/** The memory that the settings name, signed in. Throws exit 3 without a live token. */
export function connect(program: Command, cli: Cli): Connection & { client: CortexClient } {
  const connection = resolveConnection(globalFlags(program), cli);
  const { endpoint: url, token, actor } = connection;
  return {
    ...connection,
    client: new CortexClient({ url, token, actor, clock: cli.clock, fetch: cli.fetch }),
  };
}

/** The scope to work in: a flag, a setting, or the token's own. */
export function scopeOf(connection: Connection): string {
  if (connection.scope) return connection.scope;
  throw usageError('No scope is set.', 'Add --scope org:… or set CORTEXDB_SCOPE.');
}

/** Collects a repeatable option: `--label a --label b`, `--label a,b`. */
export function collect(value: string, before: string[] = []): string[] {
  const values = value.split(',').map((each) => each.trim());
  return [...before, ...values.filter((each) => each !== '')];
}
