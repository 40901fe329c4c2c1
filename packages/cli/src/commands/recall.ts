import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { usageError, wantsJson } from '../door/program.ts';
import { printable } from '../door/terminal.ts';
import { isRecord } from '../memory/api-error.ts';
import { connect, scopeOf } from './connect.ts';

interface Options {
  view: string;
  asOf?: string;
  maxTokens?: string;
}

/**
 * `cortexdb recall "…"`: what the memory knows about it, with sources. The default view is
 * `descend`, because a connector writes into one scope per channel, below the token's own.
 */
export function recallCommand(program: Command, cli: Cli): void {
  program
    .command('recall')
    .description('ask the memory; answers with what was said and where')
    .argument('<query...>', 'words, no quotes needed')
    .option('--view <view>', 'raw, local, holistic or descend', 'descend')
    .option('--as-of <time>', 'answer from what was recorded by then (RFC 3339)')
    .option('--max-tokens <n>', 'budget of the answer')
    .action(async (words: string[], options: Options) => {
      const connection = connect(program, cli);
      const answer = await connection.client.call('POST', '/v1/recall', {
        json: {
          scope: scopeOf(connection),
          view: options.view,
          query: words.join(' '),
          ...(options.asOf ? { temporal: { as_of: options.asOf } } : {}),
          ...(options.maxTokens ? { budgets: { max_tokens: count(options.maxTokens) } } : {}),
        },
        signal: cli.signal,
      });
      if (wantsJson(program, cli)) return cli.terminal.json(answer);
      const block = isRecord(answer) ? answer.context_block : undefined;
      cli.terminal.line(
        typeof block === 'string' && block.trim() !== ''
          ? printable(block)
          : 'The memory has nothing about that.',
      );
    });
}

function count(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw usageError(`${value} is not a whole number above 0.`);
}
