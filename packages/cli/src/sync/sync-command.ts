import { sync } from '@belay/connector/sync/sync';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { globalFlags, wantsJson } from '../door/program.ts';
import { chooseView } from '../progress/choose-view.ts';
import { limitsOf } from '../progress/limits.ts';
import { printSummary } from '../progress/summary.ts';
import { resolveConnection } from '../settings/connection.ts';
import { defaultSince } from './backfill-window.ts';
import { openLimited } from './open-workspace.ts';
import { reportExit } from './report-exit.ts';
import { withSession } from './session.ts';
import { addSlackFlags, type SlackFlags } from './slack-flags.ts';
import { slackSettings } from './slack-settings.ts';
import { requireSource } from './source.ts';

/** `cortexdb-sync sync slack`: brings the memory up to what Slack serves, once. */
export function syncCommand(program: Command, cli: Cli): void {
  const command = program
    .command('sync')
    .description('bring the memory up to date, once')
    .argument('<source>', 'slack');
  addSlackFlags(command)
    .option('--state-file <file>', 'where to write the readable cursors')
    .action(async (source: string, flags: SlackFlags & { stateFile?: string }) => {
      requireSource(source);
      const connection = resolveConnection(globalFlags(program), cli);
      const settings = slackSettings(flags, connection, cli.env, cli.clock.now());
      const { workspace, keepRate } = openLimited(settings, connection.home, cli);
      const limits = () => limitsOf(workspace);
      const since = settings.options.since ?? defaultSince(cli.clock.now());
      const report = await withSession(
        {
          connection,
          workspace,
          closing: keepRate,
          command: `cortexdb-sync sync ${source}`,
          view: chooseView(program, cli, { since, limits }),
          cli,
          ...(flags.stateFile ? { stateFile: flags.stateFile } : {}),
        },
        (ports) => sync(settings.options, ports),
      );
      if (!wantsJson(program, cli)) printSummary(report, cli.terminal);
      cli.end(reportExit(report));
    });
}
