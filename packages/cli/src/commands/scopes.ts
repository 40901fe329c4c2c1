import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';
import { isRecord } from '../memory/api-error.ts';
import { connect } from './connect.ts';

/** `cortexdb scopes`: the scopes below a prefix, by default below the token's own. */
export function scopesCommand(program: Command, cli: Cli): void {
  program
    .command('scopes')
    .description('list scopes')
    .command('list', { isDefault: true })
    .option('--prefix <scope>', 'whole segments; default the token’s scope')
    .option('--limit <n>', 'at most 1000', '1000')
    .action(async (options: { prefix?: string; limit: string }) => {
      const { client, scope } = connect(program, cli);
      const answer = await client.call('GET', '/v1/scopes/list', {
        query: { prefix: options.prefix ?? scope, limit: options.limit },
        signal: cli.signal,
      });
      if (wantsJson(program, cli)) return cli.terminal.json(answer);
      const items = isRecord(answer) && Array.isArray(answer.items) ? answer.items : [];
      for (const item of items.filter(isRecord)) cli.terminal.line(String(item.path));
      if (items.length === 0) cli.terminal.line('No scopes yet: the first write makes them.');
    });
}
