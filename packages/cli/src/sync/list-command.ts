import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';

const connectors = [
  {
    source: 'slack',
    required: ['SLACK_BOT_TOKEN'],
    optional: ['SLACK_CHANNELS', 'SLACK_API_URL', 'SLACK_RATE', 'CORTEXDB_SCOPE_TEMPLATE'],
    scopes: ['channels:history', 'channels:read', 'users:read'],
    better_with: [
      'users:read.email',
      'reactions:read',
      'files:read',
      'channels:join',
      'groups:history',
      'groups:read',
      'usergroups:read',
      'team:read',
    ],
  },
];

/** `cortexdb-sync list`: the connectors and what each one needs. */
export function listCommand(program: Command, cli: Cli): void {
  program
    .command('list')
    .description('show the connectors and what each one needs')
    .action(() => {
      if (wantsJson(program, cli)) return cli.terminal.json({ connectors });
      for (const connector of connectors) {
        cli.terminal.line(cli.terminal.style('bold', connector.source));
        cli.terminal.line(`  needs       ${connector.required.join(', ')}`);
        cli.terminal.line(`  may use     ${connector.optional.join(', ')}`);
        cli.terminal.line(`  bot scopes  ${connector.scopes.join(', ')}`);
        cli.terminal.line(`  and for all ${connector.better_with.join(', ')}`);
      }
    });
}
