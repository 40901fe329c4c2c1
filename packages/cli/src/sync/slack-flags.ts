import { type Command, Option } from 'commander';
import { z } from 'zod';
import { collect } from '../commands/connect.ts';
import { helpFor } from '../door/help-for.ts';
import type { DeclaredOption } from '../settings/declared-option.ts';
import { slackOptions } from '../settings/slack-options.ts';

/** What `sync`, `watch` and `import` take beside the global flags, as commander hands it over. */
export interface SlackFlags {
  channels?: string[];
  scopeTemplate?: string;
  includeBots?: boolean;
  since?: string;
  backfillDays?: string;
  all?: boolean;
  files?: boolean;
  deletes?: 'forget' | 'keep';
  edits?: 'version' | 'replace';
  retention?: string;
  redact?: boolean;
  redactEmails?: boolean;
  redactPhones?: boolean;
  audit?: 'quick' | 'history' | 'full';
  full?: boolean;
  acceptDuplicates?: boolean;
  /** seconds */
  patience?: string;
  slackRate?: 'documented' | 'unlimited';
}

/** Adds the declared flags to a command. */
export function addSlackFlags(command: Command): Command {
  for (const option of Object.values<DeclaredOption>(slackOptions)) addFlag(command, option);
  return command;
}

function addFlag(command: Command, option: DeclaredOption): void {
  const { flag, shorthand, schema, words } = option;
  if (flag === undefined) return;
  const shown = new Option(flag, helpFor(option));
  if (schema instanceof z.ZodEnum && words) shown.choices(words);
  if (option === slackOptions.channels) shown.argParser(collect);
  // its opposite, so that a flag can say no to what YAML says; commander wants the plain one first
  const opposite = new Option(
    flag.startsWith('--no-') ? flag.replace('--no-', '--') : `--no-${flag.slice(2)}`,
  ).hideHelp();
  const both = flag.startsWith('--no-') ? [opposite, shown] : [shown, opposite];
  for (const each of schema instanceof z.ZodBoolean ? both : [shown]) command.addOption(each);
  if (shorthand) command.option(shorthand.flag, shorthand.meaning);
}
