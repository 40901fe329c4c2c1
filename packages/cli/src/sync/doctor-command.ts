import type { Command } from 'commander';
import {
  checkCursors,
  checkLedgers,
  checkLock,
  checkSetAside,
  checkStateFile,
} from '../doctor/check-state.ts';
import { examineMemory } from '../doctor/examine-memory.ts';
import { examineSlack } from '../doctor/examine-slack.ts';
import type { AreaFindings, Finding } from '../doctor/finding.ts';
import { printFindings } from '../doctor/print-findings.ts';
import { runCheck } from '../doctor/run-check.ts';
import type { Cli, GlobalFlags } from '../door/cli.ts';
import { type ExitCode, exitCode } from '../door/exit-code.ts';
import { globalFlags, wantsJson } from '../door/program.ts';
import { type ConfigFile, configPath, readConfig } from '../settings/config-file.ts';
import { connectionFrom } from '../settings/connection.ts';
import { type Home, homeAt } from '../settings/home.ts';
import { backfillSince, defaultSince } from './backfill-window.ts';
import { type SlackAccess, slackAccess, wantedChannels } from './slack-settings.ts';
import { requireSource } from './source.ts';

/**
 * `cortexdb-sync doctor`: looks at everything that a sync needs, changes nothing, and says what to
 * do next. Each check stands alone: half of it may be broken.
 */
export function doctorCommand(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('check token, scopes, channels, clock, memory, state and rate; changes nothing')
    .argument('[source]', 'slack', 'slack')
    .action(async (source: string) => {
      requireSource(source);
      const areas = await examine(globalFlags(program), cli);
      const findings = areas.flatMap((area) => area.findings);
      const code = exitOf(findings);
      if (wantsJson(program, cli))
        cli.terminal.json({
          verdict: verdictOf(findings),
          checks: areas.flatMap(({ area, findings: found }) =>
            found.map(({ costsData, isSignIn: _door, ...finding }) => ({
              area,
              ...finding,
              costs_data: costsData ?? false,
            })),
          ),
        });
      else printFindings(areas, cli.terminal);
      cli.end(code);
    });
}

async function examine(flags: GlobalFlags, cli: Cli): Promise<AreaFindings[]> {
  const { signal } = cli;
  const home = homeAt(flags.configDir, cli.env);
  const now = cli.clock.now();
  let config: ConfigFile = {};
  let access: SlackAccess | undefined;
  let since = defaultSince(now);
  const settings = [
    ...(await runCheck(
      'file',
      async () => {
        config = readConfig(flags.config, cli.cwd, home);
        return [fileFinding(configPath(flags.config, cli.cwd, home))];
      },
      signal,
    )),
    ...(await runCheck(
      'slack settings',
      async () => {
        access = slackAccess({}, config.slack ?? {}, cli.env);
        since = backfillSince({}, config.slack ?? {}, now) ?? since;
        return [];
      },
      signal,
    )),
  ];
  const lock = await runCheck('lock', async () => [checkLock(home)], signal);
  const [slack, memory, state] = await Promise.all([
    access
      ? examineSlack(
          {
            access,
            wanted: wantedChannels({}, config.slack ?? {}, cli.env),
            since,
            isBusy: lock.some(({ details }) => details !== undefined),
          },
          cli,
        )
      : [],
    examineMemory(flags, config, home, () => connectionFrom(flags, config, cli, home), cli),
    examineState(home, cli),
  ]);
  return [
    { area: 'settings', findings: settings },
    { area: 'slack', findings: slack },
    { area: 'memory', findings: memory },
    { area: 'state', findings: [...state, ...lock] },
  ];
}

function fileFinding(path: string | undefined): Finding {
  const message =
    path === undefined
      ? 'There is no YAML file; flags and environment decide.'
      : `${path} is in order.`;
  return { check: 'file', verdict: 'ok', message };
}

async function examineState(home: Home, { signal }: Cli): Promise<Finding[]> {
  const parts = [
    runCheck('state file', async () => [checkStateFile(home)], signal),
    runCheck('ledger', () => checkLedgers(home), signal),
    runCheck('cursors', async () => [checkCursors(home)], signal),
    runCheck('set aside', async () => checkSetAside(home), signal),
  ];
  return (await Promise.all(parts)).flat();
}

function verdictOf(findings: Finding[]): Finding['verdict'] {
  if (findings.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return findings.some(({ verdict }) => verdict === 'warn') ? 'warn' : 'ok';
}

/** 3 where only a new sign-in helps, 1 for any other failure, 4 when the memory would lack something. */
function exitOf(findings: Finding[]): ExitCode {
  const failed = findings.filter(({ verdict }) => verdict === 'fail');
  if (failed.some(({ isSignIn }) => isSignIn)) return exitCode.signIn;
  if (failed.length > 0) return exitCode.failed;
  return findings.some(({ costsData }) => costsData) ? exitCode.partial : exitCode.done;
}
