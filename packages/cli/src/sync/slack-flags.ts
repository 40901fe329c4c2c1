import { type Command, Option } from 'commander';
import { collect } from '../commands/connect.ts';

/** What `sync`, `watch` and `import` take beside the global flags. */
export interface SlackFlags {
  channels?: string[];
  scopeTemplate?: string;
  includeBots?: boolean;
  since?: string;
  backfillDays?: string;
  all?: boolean;
  /** false by --no-files */
  files: boolean;
  deletes?: 'forget' | 'keep';
  edits?: 'version' | 'replace';
  slackRate?: 'documented' | 'unlimited';
  /** seconds */
  patience?: string;
}

/** Adds those flags to a command. */
export function addSlackFlags(command: Command): Command {
  return command
    .option('--channels <names>', '#names or ids, comma-separated (SLACK_CHANNELS)', collect)
    .option('--scope-template <template>', 'default org:<org>/source:slack/channel:{channel}')
    .option('--include-bots', 'bot messages too')
    .option('--since <time>', 'oldest moment of the first run (RFC 3339 or YYYY-MM-DD)')
    .option('--backfill-days <n>', 'the same in days (default 30)')
    .option('--all', 'everything that Slack still has')
    .option('--no-files', 'leave file bytes alone')
    .addOption(
      new Option('--deletes <what>', 'a deletion in Slack forgets (default) or keeps').choices([
        'forget',
        'keep',
      ]),
    )
    .addOption(
      new Option('--edits <what>', 'an edit adds a version (default) or replaces').choices([
        'version',
        'replace',
      ]),
    )
    .option('--patience <seconds>', 'how long to wait for a memory that is down or full (600)')
    .addOption(
      new Option(
        '--slack-rate <rate>',
        'unlimited only for servers without limits (SLACK_RATE)',
      ).choices(['documented', 'unlimited']),
    );
}
