import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Option } from 'commander';
import { exitCode } from '../door/exit-code.ts';
import { cortexdbProgram } from '../run-cortexdb.ts';
import { cortexdbSyncProgram } from '../run-cortexdb-sync.ts';
import type { DeclaredOption } from '../settings/declared-option.ts';
import { memoryOptions } from '../settings/memory-options.ts';
import { slackOptions } from '../settings/slack-options.ts';
import { testCli } from '../testing/test-cli.ts';

export const documentPath = join(import.meta.dirname, '../../../../docs/cli.md');

const exitMeanings: Record<keyof typeof exitCode, string> = {
  done: 'done',
  failed: 'failed',
  usage: 'a flag, a name or a setting that can’t be used; nothing was done',
  signIn: 'not signed in, at the memory or at Slack, or the sign-in has ended',
  partial: 'partly: the rest is done, what is missing was named',
};

/** docs/cli.md, from the commands and the declared options. `node <this file>` writes it. */
export function cliDocument(): string {
  // only its shape is read; nothing runs
  const { cli } = testCli();
  const sync = cortexdbSyncProgram(cli);
  return [
    '# The two commands',
    '',
    'Generated from `packages/cli/src`. Any setting is taken from the first place that has it: flags, then YAML (`--config`, `./cortexdb-connectors.yaml` or `~/.cortexdb/connectors.yaml`), then environment, then `~/.cortexdb/state.json`. Global flags stand before or after the command. Into a pipe the output is JSON; `--json` and `--no-json` decide otherwise.',
    '',
    '## `cortexdb-sync`',
    '',
    ...commandTable(sync, declared),
    '',
    '### What to read and how: `slack` in YAML',
    '',
    'Flags of `sync`, `watch` and `import`. A switch has its opposite too: `--no-include-bots`, `--redact`.',
    '',
    ...settingTable(slackOptions),
    '',
    '### Which memory: `cortexdb` in YAML',
    '',
    'Flags of every command.',
    '',
    ...settingTable(memoryOptions),
    '',
    '### Flags of every command that have no name in YAML',
    '',
    '| flag | meaning |',
    '|---|---|',
    ...sync.options
      .filter((option) => isOwn(option, declared) && !option.flags.includes('version'))
      .map(({ flags, description }) => `| \`${cell(flags)}\` | ${cell(description)} |`),
    '',
    '### An example',
    '',
    '```yaml',
    '# cortexdb-connectors.yaml',
    'cortexdb:',
    '  url: http://localhost:3141',
    'slack:',
    '  channels: [engineering, product]',
    '  backfill_days: 90',
    '  retention: 365',
    '  redact_emails: true',
    '```',
    '',
    'Unknown names and values that can’t be used are refused with their line and the nearest right word.',
    '',
    '## `cortexdb`',
    '',
    ...commandTable(cortexdbProgram(cli), new Set()),
    '',
    '## Exit codes',
    '',
    '| code | meaning |',
    '|---|---|',
    ...Object.entries(exitCode).map(
      // the names of `exitCode` are those of its record
      ([name, code]) => `| ${code} | ${exitMeanings[name as keyof typeof exitCode]} |`,
    ),
    '',
    '`doctor` answers 4 when a sync would run but the memory would lack something.',
    '',
  ].join('\n');
}

function commandTable(program: Command, elsewhere: ReadonlySet<string>): string[] {
  return [
    '| command | what it does | its own flags |',
    '|---|---|---|',
    ...leaves(program, []).map(({ words, command }) => {
      const takes = command.registeredArguments.map((argument) =>
        argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
      );
      const own = command.options
        .filter((option) => isOwn(option, elsewhere))
        .map(({ flags }) => `\`${cell(flags)}\``);
      const does = command.description() || command.parent?.description() || '';
      return `| \`${[...words, ...takes].join(' ')}\` | ${cell(does)} | ${own.join(', ')} |`;
    }),
  ];
}

/** Commands that do something, with the words that name them. */
function leaves(program: Command, words: string[]): { words: string[]; command: Command }[] {
  return program.commands.flatMap((command) => {
    const named = [...words, command.name()];
    const isLeaf = command.commands.length === 0;
    // some do something themselves and hold others, as `experience` and `experience bulk`
    const doesMore = command.registeredArguments.length + command.options.length > 0;
    const itself = isLeaf || doesMore ? [{ words: named, command }] : [];
    return [...itself, ...leaves(command, named)];
  });
}

const declared: ReadonlySet<string> = new Set(
  Object.values<DeclaredOption>({ ...slackOptions, ...memoryOptions }).flatMap(
    ({ flag, shorthand }) => [
      ...(flag === undefined ? [] : [flag]),
      ...(shorthand ? [shorthand.flag] : []),
    ],
  ),
);

/** Not one of the flags that stand in another table. */
function isOwn({ flags, hidden }: Option, elsewhere: ReadonlySet<string>): boolean {
  return !hidden && !elsewhere.has(flags);
}

function settingTable(options: Record<string, DeclaredOption>): string[] {
  return [
    '| in YAML | takes | flag | variable | when not set | meaning |',
    '|---|---|---|---|---|---|',
    ...Object.entries(options).map(([name, option]) => {
      const { flag, shorthand, variable, fallback, meaning, takes } = option;
      const flags = [flag, shorthand?.flag].flatMap((each) => (each ? [`\`${cell(each)}\``] : []));
      return `| \`${name}\` | ${cell(takes)} | ${flags.join(', ')} | ${variable ? `\`${variable}\`` : ''} | ${fallback} | ${cell(meaning)} |`;
    }),
  ];
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.main) writeFileSync(documentPath, cliDocument());
