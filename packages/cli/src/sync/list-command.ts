import { type BotScope, botScopes } from '@belay/slack/app/bot-scopes';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';
import { wrap } from '../door/wrap.ts';

const connectors = [
  {
    source: 'slack',
    required: ['SLACK_BOT_TOKEN'],
    optional: ['SLACK_CHANNELS', 'SLACK_API_URL', 'SLACK_RATE', 'CORTEXDB_SCOPE_TEMPLATE'],
    scopes: scopesThat('needed', 'data'),
    better_with: scopesThat('comfort', 'spare'),
  },
];

function scopesThat(...weights: BotScope['weight'][]): string[] {
  return botScopes.filter(({ weight }) => weights.includes(weight)).map(({ scope }) => scope);
}

/** `cortexdb-sync list`: the connectors and what each one needs. */
export function listCommand(program: Command, cli: Cli): void {
  program
    .command('list')
    .description('show the connectors and what each one needs')
    .action(() => {
      if (wantsJson(program, cli)) return cli.terminal.json({ connectors });
      for (const connector of connectors) {
        cli.terminal.line(cli.terminal.style('bold', connector.source));
        const say = (label: string, values: readonly string[]) => {
          const first = `  ${label.padEnd(12)}`;
          for (const line of wrap(values.join(', '), cli.terminal.columns, first, ' '.repeat(14)))
            cli.terminal.line(line);
        };
        say('needs', connector.required);
        say('may use', connector.optional);
        say('bot scopes', connector.scopes);
        say('better with', connector.better_with);
      }
    });
}
