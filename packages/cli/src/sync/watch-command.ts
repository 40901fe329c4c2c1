import type { SyncReport } from '@belay/connector/progress';
import { watch } from '@belay/connector/sync/watch';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { exitCode } from '../door/exit-code.ts';
import { globalFlags, usageError, wantsJson } from '../door/program.ts';
import { chooseView } from '../progress/choose-view.ts';
import { captured } from '../progress/figures.ts';
import { Freshness } from '../progress/freshness.ts';
import { limitsOf } from '../progress/limits.ts';
import type { ProgressView } from '../progress/progress-view.ts';
import { printSummary } from '../progress/summary.ts';
import { type Connection, expiryWarning, resolveConnection } from '../settings/connection.ts';
import { defaultSince } from './backfill-window.ts';
import { openLimited } from './open-workspace.ts';
import { reportExit } from './report-exit.ts';
import { withSession } from './session.ts';
import { addSlackFlags, type SlackFlags } from './slack-flags.ts';
import { slackSettings } from './slack-settings.ts';
import { requireSource } from './source.ts';

interface Flags extends SlackFlags {
  interval: string;
  stateFile?: string;
}

/** `cortexdb-sync watch slack --interval 60`: again and again, until Ctrl-C. */
export function watchCommand(program: Command, cli: Cli): void {
  const command = program
    .command('watch')
    .description('keep the memory up to date, until Ctrl-C')
    .argument('<source>', 'slack');
  addSlackFlags(command)
    .option('--interval <seconds>', 'from the end of one cycle to the start of the next', '60')
    .option('--state-file <file>', 'where to write the readable cursors')
    .action(async (source: string, flags: Flags) => {
      requireSource(source);
      const intervalMs = intervalFrom(flags.interval);
      const connection = resolveConnection(globalFlags(program), cli);
      const settings = slackSettings(flags, connection, cli.env, cli.clock.now());
      const json = wantsJson(program, cli);
      const { workspace, keepRate } = openLimited(settings, connection.home, cli);
      const limits = () => limitsOf(workspace);
      const since = settings.options.since ?? defaultSince(cli.clock.now());
      const report = await withSession(
        {
          connection,
          workspace,
          closing: keepRate,
          command: `cortexdb-sync watch ${source} --interval ${flags.interval}`,
          view: perCycle(
            chooseView(program, cli, { since, limits }),
            json,
            connection,
            intervalMs,
            cli,
          ),
          cli,
          ...(flags.stateFile ? { stateFile: flags.stateFile } : {}),
        },
        (ports) => watch({ ...settings.options, intervalMs }, ports),
      );
      // to be stopped is how a watch ends
      cli.end(report.outcome === 'stopped' ? exitCode.done : reportExit(report));
    });
}

/** After each cycle: its summary, how fresh it keeps the memory, and the token's last 72 hours. */
function perCycle(
  view: ProgressView,
  json: boolean,
  { expiresAt }: Pick<Connection, 'expiresAt'>,
  intervalMs: number,
  cli: Cli,
): ProgressView {
  let warned = Number.NEGATIVE_INFINITY;
  const freshness = new Freshness(intervalMs);
  return {
    end: () => view.end(),
    notice: (notice) => view.notice(notice),
    rest: (text) => view.rest(text),
    show(progress, limits) {
      view.show(progress, limits);
      if (progress.type === 'polling') freshness.planned(progress.channels);
      if (progress.type !== 'finished') return;
      view.end();
      const now = cli.clock.now();
      if (isQuiet(progress.report)) view.rest(restLine(now));
      else if (!json) printSummary(progress.report, cli.terminal);
      // a cycle that was cut short measures nothing
      const { outcome } = progress.report;
      const news = outcome === 'stopped' ? undefined : freshness.cycle(progress.report);
      if (news) view.notice(news);
      const warning = expiryWarning(expiresAt, now);
      if (!warning || now - warned < 3_600_000) return;
      warned = now;
      cli.terminal.remark(cli.terminal.style('yellow', warning));
    },
  };
}

/** Nothing was written, nothing failed: not worth a line of its own. */
function isQuiet({ outcome, counts, failures }: SyncReport): boolean {
  return outcome === 'done' && failures.length === 0 && captured(counts) === captured({});
}

function restLine(now: number): string {
  return `✓ ${new Date(now).toISOString().slice(11, 19)} UTC: up to date. Ctrl-C ends the watch.`;
}

function intervalFrom(value: string): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 86_400) return seconds * 1000;
  throw usageError(`--interval ${value} is not a number of seconds from 1 to 86400.`);
}
