import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { usageError, wantsJson } from '../door/program.ts';
import { isRecord } from '../memory/api-error.ts';
import { collect, connect, scopeOf } from './connect.ts';

interface Options {
  memoryId?: string[];
  aboutSubject?: string;
  everything?: boolean;
  reason?: string;
  yes?: boolean;
}

/** `cortexdb forget`: erases content for good. Anything but named ids needs --yes. */
export function forgetCommand(program: Command, cli: Cli): void {
  program
    .command('forget')
    .description('erase experiences for good, by id or by who they are about')
    .option('--memory-id <id>', 'repeatable', collect)
    .option('--about-subject <actor>', 'everything about this person in the scope (needs --yes)')
    .option('--everything', 'all of the scope (needs --yes)')
    .option('--reason <text>', 'kept in the audit log')
    .option('--yes', 'it cannot be undone, and that is understood')
    .action(async (options: Options) => {
      const chosen = [options.memoryId, options.aboutSubject, options.everything];
      if (chosen.filter((each) => each !== undefined).length !== 1)
        throw usageError(
          'Say what to forget, in one way.',
          'Use --memory-id evt_…, --about-subject user:… or --everything.',
        );
      if (!options.memoryId && !options.yes)
        throw usageError('This erases for good and can’t be undone.', 'Add --yes if you mean it.');
      const connection = connect(program, cli);
      const answer = await connection.client.call('POST', '/v1/forget', {
        json: {
          scope: scopeOf(connection),
          layers: ['events'],
          selector: selector(options),
          cascade: 'redact_events',
          ...(options.everything ? { confirm_all: true } : {}),
          ...(options.reason ? { audit_note: options.reason } : {}),
        },
        signal: cli.signal,
      });
      if (wantsJson(program, cli)) return cli.terminal.json(answer);
      const deleted = isRecord(answer) && isRecord(answer.deleted) ? answer.deleted.events : '?';
      cli.terminal.line(`${deleted} forgotten`);
    });
}

function selector(options: Options): Record<string, unknown> {
  if (options.memoryId) return { memory_ids: options.memoryId };
  return options.aboutSubject ? { about_subject: options.aboutSubject } : {};
}
