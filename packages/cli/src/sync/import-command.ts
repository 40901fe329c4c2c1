import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { sync } from '@belay/connector/sync/sync';
import type { ArchiveWorkspace } from '@belay/slack/archive/archive-workspace';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { exitCode } from '../door/exit-code.ts';
import { globalFlags, usageError, wantsJson } from '../door/program.ts';
import { printable } from '../door/terminal.ts';
import { chooseView } from '../progress/choose-view.ts';
import { plural } from '../progress/figures.ts';
import { printSummary } from '../progress/summary.ts';
import { resolveConnection } from '../settings/connection.ts';
import { openArchive } from './open-archive.ts';
import { reportExit } from './report-exit.ts';
import { withSession } from './session.ts';
import { addSlackFlags, type SlackFlags } from './slack-flags.ts';
import { slackSettings } from './slack-settings.ts';

interface Flags extends SlackFlags {
  workspace?: string;
  team?: string;
  stateFile?: string;
}

/**
 * `cortexdb-sync import <export.zip>`: a Slack export as a source, all of it unless a window is
 * given. Bad parts are named and skipped, the rest is complete (SYN-8).
 */
export function importCommand(program: Command, cli: Cli): void {
  const command = program
    .command('import')
    .description('read a Slack export ZIP; needs no token')
    .argument('<export.zip>', 'as Slack hands it out');
  addSlackFlags(command)
    .option('--workspace <domain>', 'the export’s workspace, the part before .slack.com')
    .option('--team <id>', 'its team id (T…), where users.json does not tell')
    .option('--state-file <file>', 'where to write the readable cursors')
    .action(async (file: string, flags: Flags) => {
      const path = resolve(cli.cwd, file);
      if (!existsSync(path)) throw usageError(`There is no file ${path}.`);
      const connection = resolveConnection(globalFlags(program), cli);
      const settings = slackSettings(flags, connection, cli.env, cli.clock.now());
      const json = wantsJson(program, cli);
      let skipped = 0;
      const archive: ArchiveWorkspace = await openArchive(path, flags, settings, cli, (problem) => {
        skipped++;
        if (json) cli.terminal.json({ type: 'skipped', ...problem });
        else cli.terminal.remark(printable(`Skipped ${problem.path}: ${problem.reason}`));
      });
      try {
        const report = await withSession(
          {
            connection,
            workspace: archive,
            command: `cortexdb-sync import ${file}`,
            view: chooseView(program, cli, {
              since: settings.options.since ?? 0,
              limits: undefined,
            }),
            cli,
            ...(flags.stateFile ? { stateFile: flags.stateFile } : {}),
          },
          (ports) => sync({ since: 0, ...settings.options }, ports),
        );
        if (!json) printSummary(report, cli.terminal);
        if (skipped > 0 && !json)
          cli.terminal.remark(
            `${plural(skipped, 'bad part')} of the export left out, named above.`,
          );
        const code = reportExit(report);
        cli.end(code === exitCode.done && skipped > 0 ? exitCode.partial : code);
      } finally {
        archive.close();
      }
    });
}
