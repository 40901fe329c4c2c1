import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { globalFlags, wantsJson } from '../door/program.ts';
import { isRecord } from '../memory/api-error.ts';
import { CortexClient } from '../memory/cortex-client.ts';
import { readConfig } from '../settings/config-file.ts';
import { endpointOf } from '../settings/connection.ts';
import { homeAt } from '../settings/home.ts';
import { readState } from '../settings/state-file.ts';

/** `cortexdb admin health`: whether the memory is up. Needs no sign-in. */
export function adminCommand(program: Command, cli: Cli): void {
  program
    .command('admin')
    .description('look after the memory')
    .command('health')
    .description('ask whether the memory is up')
    .action(async () => {
      const flags = globalFlags(program);
      const home = homeAt(flags.configDir, cli.env);
      const config = readConfig(flags.config, cli.cwd, home);
      const url = endpointOf(flags, config, cli, readState(home));
      const client = new CortexClient({ url, clock: cli.clock, fetch: cli.fetch });
      const answer = await client.call('GET', '/v1/admin/health', { signal: cli.signal });
      if (wantsJson(program, cli)) return cli.terminal.json(answer);
      cli.terminal.line(`${cli.terminal.style('green', '✓')} ${url} is up`);
      for (const [name, value] of Object.entries(isRecord(answer) ? answer : {}))
        cli.terminal.line(`  ${name}  ${isRecord(value) ? JSON.stringify(value) : String(value)}`);
    });
}
